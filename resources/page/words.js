// What the page says, in the languages it speaks.
"use strict";

const TABLE = {
  en: {
    title: "A WebSocket in this browser",
    intro: "What the browser’s API says is shown here, and reported to the window of wsinspector.",
    address: "Address",
    protocols: "Subprotocols",
    "protocols-hint": "none; several with commas",
    marker: "Name this socket to the window",
    opens: "Opens {url}",
    "marker-help":
      "The name in the query tells the window which connection the reports are about.",
    unnamed: "Without a name, the reports stand alone in the window.",
    elsewhere: "Another server: the reports stand alone in the window.",
    connect: "Connect",
    message: "Message",
    binary: "as binary",
    send: "Send",
    "send-hint": "Ctrl+Enter",
    code: "Code",
    reason: "Reason",
    close: "Close",
    "close-none": "Without a code, close() is called without arguments.",
    "close-bytes": "{bytes} of 123 bytes. A page may send 1000 and 3000 to 4999.",
    events: "Events",
    clear: "Clear",
    nothing:
      "Nothing yet. Connect, send a message, and close: open, message, error and close appear here in the order in which the browser fires them.",
    "left-out": "{count} earlier ones left out",
    reporting: "Reports reach the window",
    waiting: "The window does not answer: {count} events wait",
    refused: "The window refused a report: open this page anew from it",
    dropped: "{count} events were not reported",
    text: "text",
    bytes: "{count} bytes",
    clean: "clean",
    unclean: "not clean",
  },
  zh: {
    title: "此浏览器中的 WebSocket",
    intro: "这里显示浏览器 API 所报告的内容，并把它发送到 wsinspector 的窗口。",
    address: "地址",
    protocols: "子协议",
    "protocols-hint": "无；多个用逗号分隔",
    marker: "向窗口标明此套接字",
    opens: "打开 {url}",
    "marker-help": "查询参数中的名字告诉窗口这些报告属于哪个连接。",
    unnamed: "没有名字时，报告在窗口中单独列出。",
    elsewhere: "另一台服务器：报告在窗口中单独列出。",
    connect: "连接",
    message: "消息",
    binary: "以二进制发送",
    send: "发送",
    "send-hint": "Ctrl+Enter",
    code: "状态码",
    reason: "原因",
    close: "关闭",
    "close-none": "不填状态码时，调用不带参数的 close()。",
    "close-bytes": "123 字节中的 {bytes} 字节。网页只能使用 1000 和 3000 至 4999。",
    events: "事件",
    clear: "清空",
    nothing: "还没有事件。请连接、发送消息、再关闭：open、message、error 和 close 会按浏览器触发的顺序出现在这里。",
    "left-out": "较早的 {count} 条已省略",
    reporting: "报告已送达窗口",
    waiting: "窗口没有回应：{count} 个事件在等待",
    refused: "窗口拒绝了报告：请从窗口重新打开此页面",
    dropped: "{count} 个事件未报告",
    text: "文本",
    bytes: "{count} 字节",
    clean: "正常关闭",
    unclean: "非正常关闭",
  },
  ko: {
    title: "이 브라우저의 WebSocket",
    intro: "브라우저 API가 알려 주는 내용을 여기에 보여 주고 wsinspector 창에 보고합니다.",
    address: "주소",
    protocols: "서브프로토콜",
    "protocols-hint": "없음; 여러 개는 쉼표로",
    marker: "창에 이 소켓의 이름 알리기",
    opens: "{url} 열기",
    "marker-help": "쿼리의 이름으로 창은 보고가 어느 연결에 대한 것인지 압니다.",
    unnamed: "이름이 없으면 보고는 창에 따로 표시됩니다.",
    elsewhere: "다른 서버: 보고는 창에 따로 표시됩니다.",
    connect: "연결",
    message: "메시지",
    binary: "바이너리로",
    send: "보내기",
    "send-hint": "Ctrl+Enter",
    code: "코드",
    reason: "이유",
    close: "닫기",
    "close-none": "코드가 없으면 close()를 인수 없이 호출합니다.",
    "close-bytes": "123바이트 중 {bytes}바이트. 페이지는 1000과 3000~4999만 보낼 수 있습니다.",
    events: "이벤트",
    clear: "지우기",
    nothing:
      "아직 없습니다. 연결하고, 메시지를 보내고, 닫으세요. open, message, error, close가 브라우저가 발생시키는 순서대로 나타납니다.",
    "left-out": "이전 {count}개 생략",
    reporting: "보고가 창에 도착합니다",
    waiting: "창이 응답하지 않음: 이벤트 {count}개 대기 중",
    refused: "창이 보고를 거부했습니다: 창에서 이 페이지를 다시 여세요",
    dropped: "이벤트 {count}개가 보고되지 않았습니다",
    text: "텍스트",
    bytes: "{count}바이트",
    clean: "정상 종료",
    unclean: "비정상 종료",
  },
};

const LANGUAGE =
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in TABLE) ?? "en";

function words(key, values = {}) {
  return TABLE[LANGUAGE][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function translate() {
  document.documentElement.lang = LANGUAGE;
  for (const element of document.querySelectorAll("[data-words]")) {
    element.textContent = words(element.dataset.words);
  }
  for (const element of document.querySelectorAll("[data-placeholder]")) {
    element.placeholder = words(element.dataset.placeholder);
  }
  for (const element of document.querySelectorAll("[data-title]")) {
    element.title = words(element.dataset.title);
  }
}
