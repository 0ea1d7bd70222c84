// A server of the npm package ws, with the echo and chat handlers of the third tutorial.
//
// node ws_server.js MODE [PORT] [deflate]
//   hello   answers each message with "Hello Client"
//   chat    answers each message with "服务器收到消息: " and the message
//   echo    answers each message with itself
//   bye     closes with 4000 "再见" on the first message
// With "deflate" it compresses every message where the client offers permessage-deflate; with
// TLS_CERT and TLS_KEY (files) in the environment it speaks TLS.
// Prints {"event": "listening", "port": N}, then one JSON object for each event.
"use strict";

const fs = require("node:fs");
const http = require("node:http");
const https = require("node:https");
const { WebSocketServer } = require("ws");

const [mode, port, deflate] = process.argv.slice(2);

function tell(event, more = {}) {
  process.stdout.write(JSON.stringify({ event, ...more }) + "\n");
}

const { TLS_CERT, TLS_KEY } = process.env;
const below = TLS_CERT
  ? https.createServer({ cert: fs.readFileSync(TLS_CERT), key: fs.readFileSync(TLS_KEY) })
  : http.createServer();
const perMessageDeflate = deflate === "deflate" && { threshold: 0 };
const server = new WebSocketServer({ server: below, perMessageDeflate });
below.listen(Number(port || 0), "127.0.0.1", () => {
  tell("listening", { port: below.address().port });
});
server.on("connection", (ws) => {
  tell("open");
  ws.on("message", (data, isBinary) => {
    tell("message", { data: isBinary ? data.toString("hex") : data.toString("utf8"), isBinary });
    if (mode === "hello") ws.send("Hello Client");
    else if (mode === "chat") ws.send("服务器收到消息: " + data);
    else if (mode === "bye") ws.close(4000, "再见");
    else ws.send(data, { binary: isBinary });
  });
  ws.on("error", (error) => tell("error", { code: error.code || error.message }));
  ws.on("close", (code, reason) => tell("close", { code, reason: reason.toString("utf8") }));
});
