// A WebSocket client with the browser's event interface, following a small script.
//
// node ws_client.js LIBRARY URL SCRIPT
//   LIBRARY  ws (the npm package) or built-in (Node's own WebSocket)
//   SCRIPT   JSON: {"open": [STEP...], "message": [STEP...]} where a STEP is ["send", TEXT] or
//            ["close", CODE?, REASON?]; the steps of "message" run once, on the first message
// Prints one JSON object for each event, with the readyState its handler saw.
"use strict";

const [library, url, script] = process.argv.slice(2);
const Socket = library === "ws" ? require("ws") : globalThis.WebSocket;
const steps = JSON.parse(script || "{}");
const socket = new Socket(url);

function tell(event, more = {}) {
  const line = { event, readyState: socket.readyState, ...more };
  process.stdout.write(JSON.stringify(line) + "\n");
}

function run(name) {
  for (const [call, ...args] of steps[name] || []) {
    socket[call](...args);
    if (call === "close") tell("called-close");
  }
  delete steps[name];
}

tell("created");
socket.onopen = () => {
  tell("open");
  run("open");
};
socket.onmessage = (event) => {
  tell("message", { data: String(event.data) });
  run("message");
};
socket.onerror = () => tell("error");
socket.onclose = ({ code, reason, wasClean }) => {
  tell("close", { code, reason, wasClean });
  socket.close(); // as the first tutorial does: it has no effect here
};
