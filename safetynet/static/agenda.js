// The agenda builder by keys: Alt with an arrow moves the case in which the focus is.
const hint = document.getElementById("agenda-keys");
const WAYS = { ArrowUp: "up", ArrowDown: "down" };

function move(event) {
  const way = WAYS[event.key];
  // In a list of choices, Alt with an arrow opens the list.
  if (!way || !event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select")) return;
  const button = event.target.closest(".agenda > li")?.querySelector(`form[action$="/position/${way}"] button`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

// After a move the page comes back at the case: so do the keys. Not before all is loaded: as a
// browser goes to the part of a page that an address names, it takes the focus away.
function comeBack() {
  document.getElementById(location.hash.slice(1))?.querySelector("h3 a")?.focus();
}

if (hint) {
  hint.hidden = false;
  document.addEventListener("keydown", move);
  if (document.readyState === "complete") comeBack();
  else addEventListener("load", comeBack);
}
