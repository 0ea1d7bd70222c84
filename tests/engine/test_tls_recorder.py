"""What is kept of TLS is enough for an analyser that nobody here wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.support.peer_programs import tshark
from tests.support.until import entries, until
from wsinspector.engine.certificates import Authority
from wsinspector.engine.tls_contexts import Trust, Trusted
from wsinspector.engine.workbench import Workbench
from wsinspector.journal.tls_capture import TlsCapture
from wsinspector.protocol.exchange import SendClose, SendMessage
from wsinspector.protocol.facts import Kind
from wsinspector.protocol.phases import Phase
from wsinspector.settings import KEEP_TLS


async def conversation(bench: Workbench) -> int:
    """A whole one over TLS; returns the client's end."""
    authority = Authority.generate()
    listening = await bench.server.start("127.0.0.1", 0, identity=authority.issue())
    client = bench.new_client()
    trust = Trust(Trusted.FILE, authority.certificate)
    end = client.connect(f"wss://127.0.0.1:{listening.port}/", trust=trust)
    await until(bench.journal, lambda: client.phase is Phase.OPEN)
    client.wish(SendMessage("秘密".encode(), is_text=True))
    client.wish(SendClose(4001, b"enough"))
    await client.wait_over()
    return end


def packets(capture: TlsCapture, end: int) -> str:
    """Kept bytes as text2pcap reads them: the end's own as sent (O), the others as received (I)."""
    lines = []
    for _, sent, data in capture.of(end):
        lines.append("O" if sent else "I")
        lines += [f"{at:06x} {data[at : at + 16].hex(' ')}" for at in range(0, len(data), 16)]
    return "\n".join(lines) + "\n"


def decrypted(analyser: Path, folder: Path, keys: bytes, dump: str) -> list[str]:
    """For each packet with frames: its port of origin, opcodes and close codes."""
    key_file, dump_file, pcap = (folder / name for name in ("keys", "dump.txt", "out.pcap"))
    key_file.write_bytes(keys)
    dump_file.write_text(dump)
    text2pcap = analyser.with_name("text2pcap")
    subprocess.run([text2pcap, "-q", "-D", "-T", "443,4000", dump_file, pcap], check=True)
    fields = ("tcp.srcport", "websocket.opcode", "websocket.payload.close.status_code")
    command = [analyser, "-r", pcap, "-o", f"tls.keylog_file:{key_file}", "-Y", "websocket"]
    command += ["-d", "tcp.port==443,tls", "-T", "fields"]
    for field in fields:
        command += ["-e", field]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    return shown.stdout.splitlines()


async def test_an_analyser_decrypts_what_was_kept(bench: Workbench, tmp_path: Path) -> None:
    bench.settings.set(KEEP_TLS, True)
    end = await conversation(bench)
    recorder = bench.recorder
    shown = decrypted(tshark(), tmp_path, recorder.key_log, packets(recorder.capture, end))
    assert shown[0] == "4000\t1\t"
    assert shown[1] == "4000\t8\t4001"
    assert [line.split("\t")[2] for line in shown[2:] if line.startswith("443\t")] == ["4001"]


async def test_nothing_is_kept_unless_asked(bench: Workbench) -> None:
    end = await conversation(bench)
    assert list(bench.recorder.capture.of(end)) == []
    assert bench.recorder.key_log == b""
    bench.settings.set(KEEP_TLS, True)
    await bench.server.stop()
    end = await conversation(bench)
    assert bench.recorder.capture.of(end)
    kept = bench.recorder.key_log
    assert b"CLIENT_TRAFFIC_SECRET_0 " in kept
    bench.settings.set(KEEP_TLS, False)
    await bench.server.stop()
    end = await conversation(bench)
    assert list(bench.recorder.capture.of(end)) == []
    assert bench.recorder.key_log == kept


async def test_a_full_store_is_said_once(bench: Workbench) -> None:
    bench.settings.set(KEEP_TLS, True)
    bench.recorder.capture = TlsCapture(1000)
    end = await conversation(bench)
    notes = [entry for entry in entries(bench.journal, end) if entry.kind is Kind.NOTE]
    said = [bench.journal.details(entry.id)["text"] for entry in notes]
    assert [words[0] for words in said if isinstance(words, list)] == ["tls.capture-full"]
    assert bench.recorder.capture.size <= 1000 < bench.recorder.capture.dropped + 1000
    assert any(entry.kind is Kind.CLOSE for entry in entries(bench.journal, end))


async def test_the_file_of_the_keys_is_for_nobody_else_and_goes(bench: Workbench) -> None:
    bench.settings.set(KEEP_TLS, True)
    await conversation(bench)
    file = bench.recorder._keys
    assert file is not None
    assert file.stat().st_mode & 0o077 == 0
    await bench.shutdown()
    assert not file.exists()
    assert bench.recorder.key_log == b""
