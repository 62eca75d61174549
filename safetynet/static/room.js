// The page of the room follows the chair: it asks whether it is still true, and takes what is new.

const EVERY_MS = 4000;
const PATIENCE_MS = 15000;
const trouble = document.getElementById("room-trouble");
const at = () => document.getElementById("room-at")?.textContent.trim() ?? "";

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("room");
  if (!fresh) return location.reload();
  const room = document.getElementById("room");
  const before = at();
  const focused = room.contains(document.activeElement) && document.activeElement.getAttribute("href");
  room.replaceWith(fresh);
  if (focused) fresh.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  // Only a new case is said aloud; lines that come in between are there to be read.
  if (at() !== before) document.getElementById("room-said").textContent = at();
}

async function look() {
  try {
    const answer = await fetch(location.pathname, {
      headers: { "If-None-Match": `W/"${document.getElementById("room").dataset.tag}"` },
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) show(await answer.text());
    // Signed out, or no longer somebody who may look: the page itself says which.
    else if (answer.status !== 304 && answer.status < 500) return location.reload();
    trouble.hidden = answer.status < 500;
  } catch {
    trouble.hidden = false;
  }
  setTimeout(look, EVERY_MS);
}

document.getElementById("look-again").hidden = true;
setTimeout(look, EVERY_MS);
