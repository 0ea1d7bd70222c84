// A WebSocket under the hand: what can be called is called as asked, and what the API says is shown.
"use strict";

const NAMES = ["CONNECTING", "OPEN", "CLOSING", "CLOSED"];
const MOST_LINES = 500;
const MOST_CHARACTERS = 2000;
const MOST_BYTES = 64;
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const at = (id) => document.getElementById(id);
const ownOrigin = location.origin.replace(/^http/, "ws");
const own = new Set([ownOrigin]);

let socket = null;
let marker = newMarker();
let began = 0;
let openedUrl = "";
let openedMarker = "";
let leftOut = 0;

function newMarker() {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// -- what is asked for ----------------------------------------------------------------------------

// Whether the address is the embedded server's, under any name of this machine.
function isOwn(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return false;
  }
  if (own.has(url.origin)) {
    return true;
  }
  const local = ["localhost", "127.0.0.1", "[::1]"];
  const here = new URL(ownOrigin);
  return (
    url.protocol === here.protocol &&
    url.port === here.port &&
    local.includes(url.hostname) &&
    local.includes(here.hostname)
  );
}

function isMarked() {
  return at("marker").checked && isOwn(at("url").value);
}

// The address that will be opened, with the name of the socket in its query.
function address() {
  const url = at("url").value;
  if (!isMarked()) {
    return url;
  }
  const [before, fragment] = url.split("#", 2);
  const name = `wsinspector=${marker}`;
  const whole = before.includes("?") ? `${before}&${name}` : `${before}?${name}`;
  return fragment === undefined ? whole : `${whole}#${fragment}`;
}

function showAddress() {
  const isHere = isOwn(at("url").value);
  at("marker-choice").hidden = !isHere;
  const help = isMarked() ? "marker-help" : isHere ? "unnamed" : "elsewhere";
  const place = at("opens");
  place.replaceChildren();
  const shown = document.createElement("code");
  shown.textContent = visible(address());
  const [before, after] = words("opens", { url: "\n" }).split("\n");
  place.append(before, shown, after, document.createElement("br"), words(help));
}

function protocols() {
  return at("protocols")
    .value.split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

// -- the calls, with what they throw --------------------------------------------------------------

function connect() {
  began = performance.now();
  openedUrl = address();
  openedMarker = isMarked() ? marker : newMarker();
  const names = protocols();
  const shown = names.length > 0 ? `, ${JSON.stringify(names)}` : "";
  const line = log("call", `new WebSocket(${JSON.stringify(visible(openedUrl))}${shown})`, null);
  try {
    socket = names.length > 0 ? new WebSocket(openedUrl, names) : new WebSocket(openedUrl);
  } catch (error) {
    socket = null;
    tellException("new WebSocket", error);
    return;
  } finally {
    marker = newMarker();
    showAddress();
    showState();
  }
  listen(socket);
  showReady(line, socket.readyState);
  showState();
}

function send() {
  const text = at("message").value;
  const isBinary = at("binary").checked;
  const data = isBinary ? new TextEncoder().encode(text) : text;
  log("call", isBinary ? `send(${dataWords(data)})` : `send(${quoted(text)})`);
  try {
    socket.send(data);
  } catch (error) {
    tellException("send", error);
    return;
  }
  tell({ event: "call", call: "send", length: new TextEncoder().encode(text).length });
  showState();
}

function close() {
  const code = at("code").value.trim();
  const reason = at("reason").value;
  const values = code === "" ? [] : [Number(code)];
  if (reason !== "") {
    values[0] = values[0] ?? undefined;
    values[1] = reason;
  }
  const shown = values.map((value) => (typeof value === "string" ? quoted(value) : String(value)));
  const line = log("call", `close(${shown.join(", ")})`);
  try {
    socket.close(...values);
  } catch (error) {
    tellException("close", error);
    return;
  }
  const whole = Number.isInteger(values[0]) ? { code: values[0] } : {};
  showReady(line, socket.readyState);
  tell({ event: "call", call: "close", ...whole, ...(reason && { reason }) });
  showState();
}

function tellException(call, error) {
  log("exception", `${error.name}: ${error.message}`);
  tell({ event: "exception", call, name: error.name, message: error.message });
}

// -- the four events ------------------------------------------------------------------------------

function listen(one) {
  const isCurrent = () => socket === one;
  one.binaryType = "arraybuffer";
  one.onopen = () => {
    const { protocol, extensions } = one;
    log("open", [protocol && `protocol ${protocol}`, extensions].filter(Boolean).join(" · "));
    tell({ event: "open", protocol, extensions });
    showState();
  };
  one.onmessage = ({ data }) => {
    const isText = typeof data === "string";
    log("message", isText ? visible(data) : dataWords(new Uint8Array(data)));
    const length = isText ? new TextEncoder().encode(data).length : data.byteLength;
    tell({ event: "message", type: isText ? "text" : "binary", length });
    showState();
  };
  one.onerror = () => {
    log("error", "");
    tell({ event: "error" });
    showState();
  };
  one.onclose = ({ code, reason, wasClean }) => {
    const said = [`code ${code}`, reason && quoted(reason), words(wasClean ? "clean" : "unclean")];
    log("close", said.filter(Boolean).join(" · "), undefined, wasClean ? "" : "unclean");
    tell({ event: "close", code, reason, wasClean });
    if (isCurrent()) {
      showState();
    }
  };
}

function tell(event) {
  const state = socket && { readyState: socket.readyState, bufferedAmount: socket.bufferedAmount };
  const since = Math.round((performance.now() - began) * 1000) / 1000;
  report(openedMarker, openedUrl, { ...event, ...state, at: since });
}

// -- what is shown --------------------------------------------------------------------------------

function visible(text) {
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return cut.replace(HIDDEN, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`);
}

const quoted = (text) => `“${visible(text)}”`;

function dataWords(bytes) {
  const hex = Array.from(bytes.subarray(0, MOST_BYTES), (byte) => byte.toString(16).padStart(2, "0"));
  const more = bytes.length > MOST_BYTES ? " …" : "";
  return `${words("bytes", { count: bytes.length })} · ${hex.join(" ")}${more}`;
}

function log(kind, said, ready = socket && socket.readyState, more = "") {
  const line = document.createElement("li");
  line.className = `${kind} ${more}`.trim();
  const since = (performance.now() - began) / 1000;
  for (const [name, text] of [
    ["when", `+${since.toFixed(3)}`],
    ["what", kind],
    ["said", said],
    ["ready", ready === null ? "" : `${ready} ${NAMES[ready]}`],
  ]) {
    const part = document.createElement("span");
    part.className = name;
    part.textContent = text;
    line.append(part);
  }
  const list = at("log");
  const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.append(line);
  while (list.children.length > MOST_LINES) {
    list.firstChild.remove();
    leftOut += 1;
  }
  at("left-out").textContent = leftOut > 0 ? words("left-out", { count: leftOut }) : "";
  at("nothing").hidden = true;
  if (follows) {
    list.scrollTop = list.scrollHeight;
  }
  return line;
}

// A call's line shows what the call made of readyState.
function showReady(line, ready) {
  line.lastChild.textContent = `${ready} ${NAMES[ready]}`;
}

function showState() {
  const ready = socket === null ? null : socket.readyState;
  const place = at("ready");
  place.textContent = ready === null ? "–" : `${ready} ${NAMES[ready]}`;
  place.dataset.ready = ready === null ? "" : ready;
  at("buffered").textContent = socket === null ? "0" : String(socket.bufferedAmount);
  at("protocol").textContent = (socket && socket.protocol) || "–";
  at("extensions").textContent = (socket && socket.extensions) || "–";
  at("connect").disabled = ready !== null && ready !== WebSocket.CLOSED;
  at("send").disabled = at("close").disabled = socket === null;
  if (ready !== null && socket.bufferedAmount > 0 && ready !== WebSocket.CLOSED) {
    requestAnimationFrame(showState);
  }
}

function showClose() {
  const bytes = new TextEncoder().encode(at("reason").value).length;
  const isNone = at("code").value.trim() === "" && bytes === 0;
  at("close-hint").textContent = isNone ? words("close-none") : words("close-bytes", { bytes });
}

// -- from here on ---------------------------------------------------------------------------------

function onSubmit(id, call) {
  at(id).addEventListener("submit", (event) => {
    event.preventDefault();
    if (!event.submitter?.disabled) {
      call();
    }
  });
}

translate();
onSubmit("connect-form", connect);
onSubmit("send-form", send);
onSubmit("close-form", close);
at("url").value = `${ownOrigin}/`;
fetch("listener.json")
  .then((answer) => answer.json())
  .then(({ path }) => {
    if (at("url").value === `${ownOrigin}/`) {
      at("url").value = `${ownOrigin}${path}`;
      showAddress();
    }
    showReporting("reporting");
  })
  .catch(() => showReporting("waiting", { count: 0 }));
at("url").addEventListener("input", showAddress);
at("marker").addEventListener("change", showAddress);
at("code").addEventListener("input", showClose);
at("reason").addEventListener("input", showClose);
at("message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !at("send").disabled) {
    event.preventDefault();
    send();
  }
});
at("clear").addEventListener("click", () => {
  at("log").replaceChildren();
  leftOut = 0;
  at("left-out").textContent = "";
  at("nothing").hidden = false;
});
showAddress();
showClose();
showState();
