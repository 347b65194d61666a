// Counts down to instants, and looks after news of the clock. Every page works without it.
(() => {
  "use strict";
  const LOOK_MILLISECONDS = 2000;
  let ahead = 0; // By how much this machine's clock is ahead of the desk's.

  const said = (seconds) => {
    const late = seconds < 0;
    const whole = Math.abs(Math.round(seconds));
    const parts = [
      [Math.floor(whole / 86400), "d"],
      [Math.floor(whole / 3600) % 24, "h"],
      [Math.floor(whole / 60) % 60, "min"],
      [whole % 60, "s"],
    ];
    const first = parts.findIndex(([count]) => count);
    const shown = first < 0 ? ["0 s"] : parts.slice(first, first + 2).map((part) => part.join(" "));
    return late ? `${shown.join(" ")} ago` : `in ${shown.join(" ")}`;
  };

  const count = () => {
    const now = Date.now() - ahead;
    for (const place of document.querySelectorAll("[data-steps-until]")) {
      place.textContent = said((Date.parse(place.dataset.stepsUntil) - now) / 1000);
    }
  };

  const set = () => {
    const shown = document.querySelector("[data-steps-now]");
    if (shown) ahead = Date.now() - Date.parse(shown.dataset.stepsNow);
  };

  const look = async (live) => {
    // Not while somebody is at one of its buttons: what is under the finger must not move.
    if (document.hidden || live.contains(document.activeElement)) return;
    try {
      const answer = await fetch(live.dataset.stepsLive, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!answer.ok) return;
      live.innerHTML = await answer.text();
      set();
      count();
    } catch {
      // The desk is away for a moment; the next look tries again.
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    set();
    count();
    setInterval(count, 1000);
    const live = document.querySelector("[data-steps-live]");
    if (live) setInterval(look, LOOK_MILLISECONDS, live);
  });
})();
