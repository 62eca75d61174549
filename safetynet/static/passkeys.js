// Passkeys: a form asks the server what is to be signed, lets the device sign it, and is then sent.
// Without this script, or where the browser makes no passkeys, all of it stays hidden.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

function create(options) {
  const user = { ...options.user, id: toBytes(options.user.id) };
  const excludeCredentials = named(options.excludeCredentials);
  const publicKey = { ...options, user, excludeCredentials, challenge: toBytes(options.challenge) };
  return navigator.credentials.create({ publicKey });
}

function use(options) {
  const allowCredentials = named(options.allowCredentials);
  const publicKey = { ...options, allowCredentials, challenge: toBytes(options.challenge) };
  return navigator.credentials.get({ publicKey });
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toText(credential.response[part]);
  }
  return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response });
}

async function answer(form) {
  const asked = await fetch(form.dataset.options, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRFToken": form.elements.namedItem("csrf_token").value },
  });
  if (!asked.ok) throw new Error("not asked");
  const options = await asked.json();
  return written(await (form.dataset.passkey === "create" ? create(options) : use(options)));
}

const REASONS = { NotAllowedError: "stopped", AbortError: "stopped", InvalidStateError: "already" };

function ready(form) {
  const field = form.querySelector("[data-answer]") ?? form.elements.namedItem("answer");
  const name = form.dataset.passkey === "create" && form.elements.namedItem("name");
  const said = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    // Without a name nothing is asked of the device: the server says at the field what is missing.
    if (field.value || (name && !name.value.trim())) return;
    event.preventDefault();
    said.className = said.textContent = "";
    try {
      field.value = await answer(form);
      form.requestSubmit();
    } catch (error) {
      said.className = "problem";
      said.textContent = form.dataset[REASONS[error.name] ?? "failed"];
    }
  });
  // A page that comes back from the browser's memory must ask anew.
  window.addEventListener("pageshow", () => { field.value = ""; });
}

// Browsers bind a passkey to the name of the site: elsewhere, an address of digits say, there are none.
const isHere = (part) => location.hostname === part.dataset.site || location.hostname.endsWith(`.${part.dataset.site}`);
for (const part of document.querySelectorAll("[data-site]")) {
  if (!window.PublicKeyCredential || !isHere(part)) continue;
  part.hidden = false;
  for (const form of part.querySelectorAll("[data-passkey]")) ready(form);
  for (const other of document.querySelectorAll("[data-no-passkeys]")) other.hidden = true;
}
