/**
 * `node network-probe.ts CARD DATA [PROGRAM]`, inside net-namespace.ts: starts the program, lets the page and a page without any
 * policy try every way out that a page has, and writes what was counted as JSON.
 */
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { callService } from "./call.ts";
import { launchApp } from "./launch.ts";

const [card = "", dataDir = "", program] = process.argv.slice(2);

/** Chromium's own errands, and answers that are waited for, come within seconds of a start. */
const settle = 6_000;

function sentPackets(): number {
  const line = readFileSync("/proc/self/net/dev", "utf8")
    .split("\n")
    .find((text) => text.trim().startsWith(`${card}:`));
  // Eight columns of what was received, then bytes and packets of what was sent.
  return Number(line?.split(":")[1]?.trim().split(/\s+/)[9]);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs in a page: everything that may make Chromium send something. */
async function tryEverything(tag: string): Promise<Record<string, string>> {
  const address = "203.0.113.9";
  const address6 = "[2001:db8:1::9]";
  const name = (way: string): string => `${way}-${tag}.example.com`;
  const outcomes: Record<string, string> = {};
  const attempt = async (way: string, work: () => unknown): Promise<void> => {
    try {
      const limit = new Promise((resolve) => setTimeout(() => resolve("pending"), 3_000));
      outcomes[way] = String(await Promise.race([work(), limit]));
    } catch (error) {
      outcomes[way] = error instanceof Error ? error.name : String(error);
    }
  };
  const add = (tagName: string, attributes: Record<string, string>): HTMLElement => {
    const element = document.createElement(tagName);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    (document.body ?? document.documentElement).append(element);
    return element;
  };
  const links = [
    "dns-prefetch",
    "preconnect",
    "prefetch",
    "prerender",
    "preload",
    "modulepreload",
    "stylesheet",
    "icon",
  ];
  for (const rel of [...links, "manifest"])
    await attempt(`link ${rel}`, () => {
      add("link", { rel, href: `https://${name(rel)}/a.png`, as: rel === "preload" ? "image" : "" });
      add("link", { rel, href: `http://${address}/a.png` });
    });
  await attempt("webrtc", async () => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: [`stun:${address}:3478`, `stun:${address6}:3478`, `stun:${name("stun")}:3478`] },
        { urls: [`turn:${address}:443?transport=tcp`, `turns:${name("turns")}:443`], username: "u", credential: "p" },
      ],
      iceCandidatePoolSize: 4,
    });
    peer.createDataChannel("a");
    const offer = await peer.createOffer();
    await peer.setLocalDescription(offer);
    // The other side says that it can be reached at an address outside.
    const other = new RTCPeerConnection();
    await other.setRemoteDescription(offer);
    const answer = await other.createAnswer();
    await other.setLocalDescription(answer);
    await peer.setRemoteDescription(answer);
    for (const [host, type] of [
      [address, "udp"],
      ["2001:db8:1::9", "udp"],
      [address, "tcp"],
      ["f3a2b1c0-0000-4000-8000-000000000001.local", "udp"],
    ] as const)
      await peer.addIceCandidate({
        candidate: `candidate:1 1 ${type} 2130706431 ${host} 9999 typ host${type === "tcp" ? " tcptype passive" : ""}`,
        sdpMid: "0",
      });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    return peer.iceConnectionState;
  });
  await attempt("fetch", () => fetch(`https://${name("fetch")}/`, { mode: "no-cors" }));
  await attempt("fetch address", () => fetch(`http://${address}/`, { mode: "no-cors", keepalive: true }));
  await attempt("fetch address 6", () => fetch(`http://${address6}/`, { mode: "no-cors" }));
  await attempt("beacon", () => navigator.sendBeacon(`https://${address}/`, "x"));
  await attempt("websocket", () => new WebSocket(`wss://${address}/`));
  await attempt("websocket name", () => new WebSocket(`ws://${name("socket")}/`));
  await attempt("eventsource", () => new EventSource(`https://${name("events")}/`));
  await attempt("webtransport", async () => {
    type Transport = new (url: string) => { ready: Promise<void> };
    await new (Reflect.get(window, "WebTransport") as Transport)(`https://${address}:443/`).ready;
    return "open";
  });
  await attempt("image", () => (new Image().src = `https://${name("image")}/a.png`));
  for (const [tagName, attribute] of [
    ["iframe", "src"],
    ["object", "data"],
    ["embed", "src"],
    ["script", "src"],
    ["video", "src"],
    ["audio", "src"],
  ] as const)
    await attempt(tagName, () => add(tagName, { [attribute]: `https://${name(tagName)}/` }).tagName);
  await attempt("font", async () => {
    await new FontFace("x", `url(https://${name("font")}/a.woff2)`).load();
  });
  await attempt("form", () => {
    const form = add("form", { action: `https://${name("form")}/`, method: "post" });
    (form as HTMLFormElement).submit();
  });
  await attempt("ping", () => {
    const link = add("a", { href: "#ping", ping: `https://${address}/ping https://${name("ping")}/` });
    link.click();
  });
  await attempt("download", () => {
    add("a", { href: `https://${name("download")}/a`, download: "a" }).click();
  });
  await attempt("window", () => window.open(`https://${name("window")}/`));
  await attempt("worker", () => {
    const code = `importScripts("https://${name("worker")}/a.js")`;
    const fetching = `fetch("https://${address}/"); new WebSocket("wss://${address}/")`;
    return [code, fetching].map((text) => new Worker(URL.createObjectURL(new Blob([text])))).length;
  });
  await attempt("shared worker", () => new SharedWorker(`https://${name("shared")}/a.js`));
  await attempt("service worker", () => navigator.serviceWorker.register("/a.js"));
  await attempt("speculation rules", () => {
    const rules = add("script", { type: "speculationrules" });
    rules.textContent = JSON.stringify({ prefetch: [{ source: "list", urls: [`https://${name("rules")}/`] }] });
  });
  await attempt("speech", () => {
    const Recognition: unknown = Reflect.get(window, "webkitSpeechRecognition");
    if (typeof Recognition === "function") (Reflect.construct(Recognition, []) as { start: () => void }).start();
    speechSynthesis.speak(new SpeechSynthesisUtterance("一"));
  });
  await attempt("position", () => navigator.geolocation.getCurrentPosition(() => {}));
  await attempt("spelling", () => {
    const field = add("textarea", { spellcheck: "true", lang: "de" });
    field.focus();
    document.execCommand("insertText", false, "Rechtschreibung pruefen ");
  });
  await attempt("location", () => {
    location.href = `https://${name("location")}/`;
  });
  return outcomes;
}

// The kernel announces the card's own addresses a few times.
await pause(3_000);
const before = sentPackets();
const running = await launchApp({ dataDir, resize: false, ...(program === undefined ? {} : { program }) });
await callService(running.page, "app.status", {});
await pause(settle);
const attempts = await running.page.evaluate(tryEverything, "page");
// Below the policy: a page that has none, as foreign code past a hole in it would find.
const bare = await running.app.evaluate(async ({ BrowserWindow }, code) => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL("data:text/html,<body></body>");
  const found: unknown = await window.webContents.executeJavaScript(code, true);
  return JSON.stringify(found);
}, `(${tryEverything.toString()})("bare")`);
const requests = await running.app.evaluate(async ({ session, net }) => {
  const ended = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "sent",
      (error: unknown) => String(error),
    );
  return {
    "session.fetch": await ended(session.defaultSession.fetch("https://fetch-main.example.com/")),
    "other session": await ended(session.fromPartition("other").fetch("http://203.0.113.9/")),
    "net.fetch": await ended(net.fetch("http://203.0.113.9/")),
    resolveHost: await ended(session.defaultSession.resolveHost("resolve-main.example.com")),
  };
});
await pause(settle);
await running.close();
const ended = sentPackets();

const socket = createSocket("udp4");
await new Promise((resolve) => socket.send("x", 9, "203.0.113.9", resolve));
socket.close();
await lookup("control.example.com").catch(() => null);
const control = sentPackets() - ended;

process.stdout.write(
  `${JSON.stringify({
    sent: ended - before,
    control,
    attempts: {
      ...attempts,
      ...Object.fromEntries(
        Object.entries(JSON.parse(bare) as Record<string, string>).map(([way, outcome]) => [`bare ${way}`, outcome]),
      ),
      ...requests,
    },
  })}\n`,
);
