// The review screen: a clock against the allotted time, and single keys that press its buttons.
const timer = document.getElementById("timer");

function two(number) {
  return String(number).padStart(2, "0");
}

function tick() {
  const gone = Math.max(0, Math.floor((Date.now() - Date.parse(timer.dataset.begun)) / 1000));
  const allotted = Number(timer.dataset.minutes) * 60;
  const over = gone > allotted;
  const words = `${Math.floor(gone / 60)}:${two(gone % 60)} / ${timer.dataset.minutes}:00`;
  timer.textContent = over ? `${words} – ${timer.dataset.over}` : words;
  timer.classList.toggle("is-over", over);
}

if (timer?.dataset.begun) {
  tick();
  setInterval(tick, 1000);
}

// Who speaks to the computer, or rests a hand on the keys, turns them off (WCAG 2.1.4).
const keys = document.getElementById("keys");
const on = document.getElementById("keys-on");
const TYPED_IN = "input, textarea, select, [contenteditable]";

function press(event) {
  if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.(TYPED_IN) || document.querySelector("dialog[open]")) return;
  if (event.key === "t") {
    event.preventDefault();
    document.getElementById("tasks")?.focus();
  } else {
    document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
}

if (keys && on) {
  keys.hidden = false;
  on.checked = sessionStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => sessionStorage.setItem("keys", on.checked ? "on" : "off"));
  document.addEventListener("keydown", press);
}
