// While somebody is written down: asks who may be the same, when the button is pressed and when name and birth
// date are left. What is typed goes only to the server, which keeps nothing of it.
const PATIENCE_MS = 15000;
// By what it is asked, and the fields of the form that say it; of several the first.
const FIELDS = {
  first_name: ["first_name"],
  middle_name: ["middle_name"],
  last_name: ["last_name"],
  aliases: ["aliases"],
  address: ["address"],
  phone: ["contacts-0-value", "phone"],
};
for (const part of ["month", "day", "year"]) FIELDS[`born-${part}`] = [`births-0-born-${part}`, `born_on-${part}`];
const place = document.getElementById("while-typing");
const form = place.closest("form");
const [button, trouble, said] = ["button", ".hint", "[role=status]"].map((one) => place.querySelector(one));
let before = "";

function typed() {
  const body = new URLSearchParams();
  for (const [name, fields] of Object.entries(FIELDS)) {
    body.set(name, fields.map((field) => form.elements[field]?.value).find(Boolean) ?? "");
  }
  return body;
}

async function ask() {
  const body = typed();
  const asked = String(body);
  before = asked;
  body.set("csrf_token", form.elements.csrf_token.value);
  try {
    const answer = await fetch(place.dataset.ask, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("alike-found");
    // Somebody typed on meanwhile, and was answered already or will be.
    if (before !== asked) return;
    trouble.hidden = Boolean(found);
    said.replaceChildren(...(found?.childNodes ?? []));
  } catch {
    trouble.hidden = false;
  }
}

// Half a name is like too many: by itself it asks only once there is a whole one.
form.addEventListener("focusout", (event) => {
  const isHers = Object.values(FIELDS).flat().includes(event.target.name);
  const isWhole = form.elements.first_name.value && form.elements.last_name.value;
  if (isHers && isWhole && String(typed()) !== before) ask();
});
button.addEventListener("click", ask);
place.hidden = false;
