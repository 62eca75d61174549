// The clock of one case against its time, and whether the meeting will end in time. Both run by the
// server's clock: what this computer believes about the hour does not matter.
const two = (number) => String(number).padStart(2, "0");

function aheadOf(element) {
  element.ahead ??= Date.now() - Date.parse(element.dataset.now);
  return element.ahead;
}

function tick() {
  const timer = document.getElementById("timer");
  if (timer?.dataset.since) {
    const since = (Date.now() - aheadOf(timer) - Date.parse(timer.dataset.since)) / 1000;
    const gone = Number(timer.dataset.spent) + Math.max(0, Math.floor(since));
    const over = gone > Number(timer.dataset.minutes) * 60;
    const words = `${Math.floor(gone / 60)}:${two(gone % 60)} / ${timer.dataset.minutes}:00`;
    timer.textContent = over ? `${words} – ${timer.dataset.over}` : words;
    timer.classList.toggle("is-over", over);
  }
  const pace = document.getElementById("pace");
  if (pace) {
    const now = Date.now() - aheadOf(pace);
    const here = Math.max(0, Number(pace.dataset.here) - (now - Date.parse(pace.dataset.now)) / 1000);
    const end = now + (here + Number(pace.dataset.waits)) * 1000;
    const late = Math.max(0, Math.ceil((end - Date.parse(pace.dataset.ends)) / 60000));
    pace.classList.toggle("is-over", late > 0);
    pace.querySelector("strong").textContent = late ? pace.dataset.late.replace("{minutes}", late) : pace.dataset.inTime;
  }
}

tick();
setInterval(tick, 1000);
