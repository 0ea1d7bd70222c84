// The raw TCP server of the first tutorial: a WebSocket server written by hand on Node's net module.
//
// node raw_close_server.js MODE [PORT]
//   push-close   sends Close 1000 with a Chinese reason right after the 101 and never ends TCP
//   drop         answers a client's Close only by ending TCP
//   reply        answers a client's Close with Close 1000 and the Chinese reason, then ends TCP
// Prints {"event": "listening", "port": N}, then one JSON object for each event.
"use strict";

const crypto = require("node:crypto");
const net = require("node:net");

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const REASON = "孩子,地球太危险了,快回火星去吧!";
const [mode, port] = process.argv.slice(2);

function tell(event, more = {}) {
  process.stdout.write(JSON.stringify({ event, ...more }) + "\n");
}

function closeFrame() {
  const reason = Buffer.from(REASON, "utf8");
  return Buffer.concat([Buffer.from([0x88, reason.length + 2, 0x03, 0xe8]), reason]);
}

// Like the tutorial: one data event is taken for one short frame.
function decode(chunk) {
  const opcode = chunk[0] & 0x0f;
  const length = chunk[1] & 0x7f;
  const key = chunk.subarray(2, 6);
  const payload = chunk.subarray(6, 6 + length).map((byte, i) => byte ^ key[i % 4]);
  return { opcode, payload };
}

const server = net.createServer((socket) => {
  let open = false;
  socket.on("error", (error) => tell("error", { code: error.code }));
  socket.on("end", () => tell("fin"));
  socket.on("close", () => tell("closed"));
  socket.on("data", (chunk) => {
    if (!open) {
      open = true;
      const key = chunk.toString("latin1").match(/Sec-WebSocket-Key: (.+)\r/)[1];
      const accept = crypto.createHash("sha1").update(key + GUID).digest("base64");
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
          `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      tell("open");
      if (mode === "push-close") socket.write(closeFrame());
      return;
    }
    const frame = decode(chunk);
    const close = frame.opcode === 8 && frame.payload.length >= 2;
    tell("frame", { opcode: frame.opcode, code: close ? frame.payload.readUInt16BE(0) : null });
    if (frame.opcode !== 8 || mode === "push-close") return;
    if (mode === "reply") socket.write(closeFrame());
    socket.end();
  });
});
server.listen(Number(port || 0), "127.0.0.1", () => {
  tell("listening", { port: server.address().port });
});
