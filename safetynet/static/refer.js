// The referral form: what is still missing goes away while somebody types, and one more birth date,
// phone or person of concern comes without asking the server.
const form = document.getElementById("referral");

const isGiven = (input) => (["checkbox", "radio"].includes(input.type) ? input.checked : input.value.trim() !== "");
// A tick or a choice within one of several tells nobody anything by itself.
const isWritten = (input) => input.matches("input:not([type=checkbox]), textarea") && input.value.trim() !== "";
const isAnswered = (name) => [...form.elements].some((input) =>
  input.name === name ? isGiven(input) : input.name.startsWith(`${name}-`) && isWritten(input));

function look() {
  const isCoded = form.elements.basis?.value === "coded";
  for (const want of form.querySelectorAll("[data-want]")) {
    const isSpared = isCoded && "butCoded" in want.dataset;
    want.hidden = isSpared || want.dataset.want.split(" ").some(isAnswered);
  }
  let done = 0;
  for (const standing of form.querySelectorAll("[data-standing]")) {
    const isComplete = !standing.querySelector("[data-want]:not([hidden])");
    standing.querySelector("[data-is-complete]").hidden = !isComplete;
    standing.querySelector("[data-is-open]").hidden = isComplete;
    const tag = form.querySelector(`[data-done="${standing.dataset.standing}"]`);
    if (!tag) continue;
    tag.hidden = !isComplete;
    done += isComplete;
  }
  const words = form.querySelector("[data-words]");
  words.textContent = words.dataset.words.replace("{done}", done);
  form.querySelector("meter").value = done;
}

const NUMBERED = ["id", "name", "for", "aria-describedby"];

function add(group, template) {
  const count = group.querySelectorAll(":scope > fieldset").length;
  const added = template.content.cloneNode(true);
  for (const tag of added.querySelectorAll("*")) {
    for (const name of NUMBERED) {
      const text = tag.getAttribute(name);
      if (text) tag.setAttribute(name, text.replaceAll(`${group.dataset.several}-N-`, `${group.dataset.several}-${count}-`));
    }
  }
  added.querySelector("[data-number]").textContent = count + 1;
  template.before(added);
  template.previousElementSibling.querySelector("input, select, textarea").focus();
  return count + 1 < Number(group.dataset.most);
}

for (const group of form.querySelectorAll("[data-several]")) {
  const template = group.querySelector(":scope > template");
  if (!template) continue;
  const more = group.querySelector(":scope > button");
  // Not the button that Enter presses, either.
  more.type = "button";
  more.addEventListener("click", () => { more.hidden = !add(group, template); });
}
for (const kind of ["input", "change"]) form.addEventListener(kind, look);
look();
