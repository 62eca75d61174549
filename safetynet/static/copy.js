// A button that copies the lines of a list; without this script, or without a clipboard, it stays hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  const list = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const lines = [...list.children].map((line) => line.textContent.trim());
    await navigator.clipboard.writeText(lines.join("\n"));
    document.getElementById(`${list.id}-copied`).textContent = button.dataset.copied;
  });
}
