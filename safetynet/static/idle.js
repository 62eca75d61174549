// Nobody touched the page for a while: warn, then end the sign-in and show the sign-in page.
// Modules that save drafts listen for "locking" and hand their saving promise to event.detail.wait().
const dialog = document.getElementById("idle");
const seconds = (name) => Number(dialog.dataset[name]) * 1000;
let touched = Date.now();
// Whoever works in one tab sits before all of them: a page beside it must not end the sign-in.
const tabs = new BroadcastChannel("touched");
let told = 0;

function post(path) {
  return fetch(path, {
    method: "POST",
    keepalive: true,
    credentials: "same-origin",
    headers: { "X-CSRFToken": dialog.dataset.token },
  });
}

async function lock() {
  clearInterval(watch);
  document.querySelector("main").hidden = true;
  const waiting = [];
  document.dispatchEvent(new CustomEvent("locking", { detail: { wait: (saving) => waiting.push(saving) } }));
  await Promise.allSettled(waiting);
  await post("/sign-out").catch(() => {});
  location.replace("/sign-in?next=" + encodeURIComponent(location.pathname));
}

function look() {
  const idle = Date.now() - touched;
  if (idle >= seconds("end")) lock();
  else if (idle >= seconds("warning") && !dialog.open) dialog.showModal();
}

function touch() {
  touched = Date.now();
  if (touched - told < 1000) return;
  told = touched;
  tabs.postMessage("");
}

function stay() {
  touch();
  dialog.close();
  post("/sign-in/stay").catch(() => {});
}

const watch = setInterval(look, 1000);
dialog.querySelector("button").addEventListener("click", stay);
dialog.addEventListener("cancel", stay);
for (const sign of ["keydown", "pointerdown", "scroll"]) {
  document.addEventListener(sign, () => { if (!dialog.open) touch(); }, { passive: true });
}
tabs.addEventListener("message", () => {
  touched = Date.now();
  if (dialog.open) dialog.close();
});
