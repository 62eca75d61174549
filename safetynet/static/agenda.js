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

if (hint) {
  hint.hidden = false;
  document.addEventListener("keydown", move);
  // After a move the page comes back at the case: so do the keys.
  document.querySelector(".agenda > li:target h3 a")?.focus();
}
