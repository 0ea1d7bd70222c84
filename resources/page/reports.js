// Tells the window what the API of this browser said, in order, one request at a time.
"use strict";

const MOST_WAITING = 10000;
const MOST_AT_ONCE = 200;
const PATIENCE_MS = 1000;

const waiting = []; // {socket, url, event}
let dropped = 0;
let isPosting = false;

function report(socket, url, event) {
  if (waiting.length >= MOST_WAITING) {
    dropped += 1;
    showReporting("dropped", { count: dropped });
    return;
  }
  waiting.push({ socket, url, event });
  if (!isPosting) {
    isPosting = true;
    queueMicrotask(post);
  }
}

// The events at the front that are of one socket: a report speaks of one.
function nextReport() {
  const { socket, url } = waiting[0];
  let count = 1;
  while (count < MOST_AT_ONCE && waiting[count]?.socket === socket) {
    count += 1;
  }
  const events = waiting.slice(0, count).map((one) => one.event);
  return { name: browserName(), ...(socket && { socket }), url, events };
}

async function post() {
  while (waiting.length > 0) {
    const body = nextReport();
    const answer = await fetch("report", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (answer === null) {
      showReporting("waiting", { count: waiting.length });
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
      continue;
    }
    waiting.splice(0, body.events.length);
    if (answer.ok) {
      showReporting(dropped > 0 ? "dropped" : "reporting", { count: dropped });
    } else {
      dropped += body.events.length;
      showReporting("refused");
    }
  }
  isPosting = false;
}

function showReporting(key, values) {
  const place = document.getElementById("reporting");
  place.textContent = words(key, values);
  place.className = key === "reporting" ? "good" : "bad";
}

function browserName() {
  const agent = navigator.userAgent;
  const found = /(Firefox|Edg|OPR|Chrome|Version)\/(\d+)/.exec(agent);
  const names = { Edg: "Edge", OPR: "Opera", Version: "Safari" };
  return found ? `${names[found[1]] ?? found[1]} ${found[2]}` : "browser";
}
