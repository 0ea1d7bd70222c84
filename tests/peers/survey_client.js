// A client with the browser's event interface that meets many servers at once.
//
// node survey_client.js LIBRARY   (ws or built-in)
// Reads a JSON list of jobs from standard input: {"id", "url", "protocols", "steps"}, where a step
// is ["open"], ["message"], ["pause", MS], ["send", TEXT] or ["close", CODE?, REASON?].
// Prints {"event": "close", "id", "opened", "code", "reason", "wasClean", "error"} for each.
"use strict";

const Socket = process.argv[2] === "ws" ? require("ws") : globalThis.WebSocket;

async function meet({ id, url, protocols, steps }) {
  const socket = new Socket(url, protocols);
  const heard = [];
  const waiting = [];
  let opened = false;
  let error = false;
  const hear = (event) => (waiting.length ? waiting.shift()(event) : heard.push(event));
  socket.onopen = () => { opened = true; hear("open"); };
  socket.onmessage = () => hear("message");
  socket.onerror = () => { error = true; };
  socket.onclose = ({ code, reason, wasClean }) => {
    const line = { event: "close", id, opened, code, reason, wasClean, error };
    process.stdout.write(JSON.stringify(line) + "\n");
  };
  const next = () => (heard.length ? heard.shift() : new Promise((done) => waiting.push(done)));
  for (const [step, ...args] of steps) {
    if (step === "pause") await new Promise((done) => setTimeout(done, args[0]));
    else if (step === "open" || step === "message") while ((await next()) !== step);
    else socket[step](...args);
  }
}

let text = "";
process.stdin.on("data", (chunk) => { text += chunk; });
process.stdin.on("end", () => JSON.parse(text).forEach(meet));
