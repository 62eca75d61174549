// What is typed into a form is kept on the server every five seconds and whenever the field or the page is
// left. Nothing of it stays in the browser.
const EVERY_MS = 5000;
const PATIENCE_MS = 20000;
// Browsers send no more than that for a page that closes meanwhile.
const AT_THE_DOOR = 60000;

// Signed in again meanwhile, in another tab: forms of this page go on under the new sign-in, if it is the
// same person's.
async function renew(who) {
  const answer = await fetch("/drafts/token", { credentials: "same-origin" });
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return false;
  const { token, who: now } = await answer.json();
  if (!token || now !== who) return false;
  for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
  const idle = document.getElementById("idle");
  if (idle) idle.dataset.token = token;
  return true;
}

class Keeper {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector(".kept");
    this.wayBack = form.querySelector("[data-sign-in-again]");
    this.changed = false;
    this.sent = false;
    this.time = "";
  }

  typed() {
    this.changed = true;
    this.timer ??= setTimeout(() => this.keep(), EVERY_MS);
  }

  body() {
    const all = [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
    const body = new URLSearchParams(all);
    body.set("draft_place", new URL(this.form.getAttribute("action") || "", location.href).pathname);
    body.set("draft_title", document.title);
    return body;
  }

  // One at a time, so that an older text never arrives after a newer one.
  keep() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.going = (this.going ?? Promise.resolve(true)).then(() => !this.changed || this.send());
    return this.going;
  }

  async send(isRenewed = false) {
    const body = this.body();
    this.changed = false;
    try {
      const answer = await fetch("/drafts", {
        method: "POST",
        body,
        credentials: "same-origin",
        redirect: "manual",
        keepalive: String(body).length < AT_THE_DOOR,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      // The door leads on from a form that was sent already; who is signed out gets no such answer.
      if (answer.type === "opaqueredirect") return true;
      if ([400, 401].includes(answer.status)) {
        if (!isRenewed && await renew(this.said.dataset.who)) return this.send(true);
        return this.signedOut();
      }
      this.wayBack.hidden = true;
      const isAnswer = answer.headers.get("Content-Type")?.startsWith("application/json");
      const { said, time } = isAnswer ? await answer.json() : {};
      if (answer.ok) this.time = time;
      if (said) this.say(said, !answer.ok);
      else this.failed();
      this.isFailing = !answer.ok;
      if (answer.ok) return true;
      this.changed = true;
      // What was refused would be refused again; the form, once sent, is told why.
      if (answer.status >= 500) this.typed();
    } catch {
      this.isFailing = true;
      this.failed();
      this.typed();
    }
    return false;
  }

  // The text waits on the page until somebody is there again.
  signedOut() {
    this.isFailing = true;
    this.say(this.said.dataset.signedOut, true);
    this.wayBack.hidden = false;
    this.typed();
    return false;
  }

  failed() {
    const { never, since } = this.said.dataset;
    this.say(this.time ? since.replace("{time}", this.time) : never, true);
  }

  say(sentence, isTrouble) {
    this.said.textContent = sentence;
    this.said.classList.toggle("is-trouble", isTrouble);
  }
}

const keepers = new Map();
for (const form of document.querySelectorAll("form[data-draft]")) keepers.set(form, new Keeper(form));
const changedOnes = () => [...keepers.values()].filter((keeper) => keeper.changed && !keeper.sent);
const keepAll = () => Promise.allSettled(changedOnes().map((keeper) => keeper.keep()));

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => keepers.get(event.target.form)?.typed());
}
document.addEventListener("focusout", (event) => {
  const keeper = keepers.get(event.target.form);
  if (keeper?.changed && !keeper.sent) keeper.keep();
});
// The first Escape of two: what was typed is on its way before the page goes dark.
document.addEventListener("keydown", (event) => { if (event.key === "Escape") keepAll(); });
document.addEventListener("locking", (event) => event.detail.wait(keepAll()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const keeper of changedOnes()) keeper.send();
  else keepAll();
});

// A form is sent only once its text is kept: if the server does not answer, the page with the text stays.
document.addEventListener("submit", async (event) => {
  const keeper = keepers.get(event.target);
  if (!keeper || keeper.sent || (!keeper.changed && !keeper.going)) return;
  event.preventDefault();
  await keeper.keep();
  if (keeper.timer) return keeper.wayBack.hidden && keeper.say(keeper.said.dataset.unsent, true);
  keeper.sent = true;
  // Not within this event's own turn, in which a browser sends nothing a second time.
  setTimeout(() => keeper.form.requestSubmit(event.submitter), 0);
}, true);
// The network is back: not in five seconds, now.
window.addEventListener("online", () => keepAll());
// What only this page knows is not thrown away by a slip. A page that goes dark on purpose just goes.
window.addEventListener("beforeunload", (event) => {
  const isLeft = document.documentElement.hidden || document.querySelector("main").hidden;
  if (!isLeft && changedOnes().some((keeper) => keeper.isFailing)) event.preventDefault();
});
window.addEventListener("pageshow", () => { for (const keeper of keepers.values()) keeper.sent = false; });
