// The review screen: its clocks, and single keys that press its buttons.

const keys = document.getElementById("keys");
const on = document.getElementById("keys-on");
const opener = document.getElementById("keys-open");
const TYPED_IN = "input, textarea, select, [contenteditable]";
const NUMBER = document.getElementById("to");

// A key does what its button in the list of keys does: it presses another button, or goes to a field.
function follow(button) {
  const to = document.getElementById(button.dataset.to);
  if (keys.open && to !== opener) keys.close();
  if (!to) return;
  if (to.matches("button, a")) to.click();
  else {
    to.focus();
    to.scrollIntoView({ block: "center" });
  }
}

function press(event) {
  if (event.isComposing || event.repeat) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.getElementById("then-save")?.click();
    return;
  }
  // Who speaks to the computer, or rests a hand on the keys, turns them off (WCAG 2.1.4).
  if (!on.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(TYPED_IN) || document.querySelector("dialog[open]")) return;
  const button = keys.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  follow(button);
}

if (keys) {
  opener.hidden = false;
  opener.addEventListener("click", () => keys.showModal());
  keys.querySelector("#keys-close").addEventListener("click", () => keys.close());
  for (const button of keys.querySelectorAll("[data-key]")) button.addEventListener("click", () => follow(button));
  on.checked = sessionStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => sessionStorage.setItem("keys", on.checked ? "on" : "off"));
  document.addEventListener("keydown", press);
  // Enter beside the number goes there; elsewhere in the form it saves.
  NUMBER?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    document.getElementById("then-jump").click();
  });
}
