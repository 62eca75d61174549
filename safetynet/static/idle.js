// Nobody touched the page for a while: warn, then end the sign-in and show the sign-in page.
// Modules that save drafts listen for "locking" and hand their saving promise to event.detail.wait().
const dialog = document.getElementById("idle");
const seconds = (name) => Number(dialog.dataset[name]) * 1000;
let touched = Date.now();

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

function stay() {
  touched = Date.now();
  dialog.close();
  post("/sign-in/stay").catch(() => {});
}

const watch = setInterval(look, 1000);
dialog.querySelector("button").addEventListener("click", stay);
dialog.addEventListener("cancel", stay);
for (const sign of ["keydown", "pointerdown", "scroll"]) {
  document.addEventListener(sign, () => { if (!dialog.open) touched = Date.now(); }, { passive: true });
}
