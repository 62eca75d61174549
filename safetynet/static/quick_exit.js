// Escape twice, or the button: the page goes dark at once, the sign-in ends, history holds no trace of this page.
const WITHIN_MS = 1000;
const form = document.getElementById("quick-exit");
let lastEscape = -Infinity;

function leave() {
  document.documentElement.hidden = true;
  document.title = "";
  fetch(form.action, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});
  location.replace(form.action);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});
document.addEventListener("keydown", (event) => {
  if (!form || event.key !== "Escape") return;
  if (event.timeStamp - lastEscape < WITHIN_MS) leave();
  lastEscape = event.timeStamp;
});
