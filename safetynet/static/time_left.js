// Keeps what is left of a clock true while a page stays open; without it the word is that of the
// moment at which the page was made. It runs by the server's clock, whatever this computer says.
const HOUR = 60;
const TWO_DAYS = 48 * HOUR;
const OFTEN = 15000;

const filled = (words, h, min) => words.replace("{h}", h).replace("{min}", min);

function tell(clock, elapsed) {
  const tag = clock.querySelector(".tag");
  const now = Date.parse(clock.dataset.now) + elapsed;
  const left = Math.ceil((Date.parse(clock.dateTime) - now) / 60000);
  if (!tag || left >= TWO_DAYS) return;
  if (left <= 0) {
    tag.textContent = clock.dataset.late;
    tag.className = "tag tag-urgent";
    return;
  }
  const hours = Math.floor(left / HOUR);
  tag.textContent = filled(hours ? clock.dataset.hours : clock.dataset.minutes, hours, left % HOUR);
}

const began = performance.now();
const clocks = [...document.querySelectorAll("time[data-late]")];
if (clocks.length) {
  setInterval(() => clocks.forEach((clock) => tell(clock, performance.now() - began)), OFTEN);
}
