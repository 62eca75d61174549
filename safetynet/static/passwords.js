// A button that shows what was typed into a password field; without this script it stays hidden.
for (const button of document.querySelectorAll(".show-password")) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const show = (shown) => {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", shown);
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  // What is sent, or left standing, as text might be offered again by the browser.
  field.form.addEventListener("submit", () => show(false));
  window.addEventListener("pagehide", () => show(false));
}
