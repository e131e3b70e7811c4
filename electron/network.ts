/**
 * The window has no way out of this PC. The content security policy stops what it knows of, the session's filter every request
 * that has an address; what has neither (WebRTC's datagrams, the name of a `dns-prefetch`, Chromium's own errands) is
 * stopped here, below both: no name resolves, no address is reached, and the only proxy does not exist.
 *
 * All of it is about Chromium's network stack. Node's sockets in the service's process do not pass through it.
 */
import { app, session, type Session, type WebContents } from "electron";

/** `.invalid` is reserved (RFC 2606), and no name resolves here anyway: a request ends before there is a packet. */
const deadProxy = "socks5://proxy.invalid:1";
/** Proxies are also asked for addresses of this PC, which Chromium leaves out otherwise. */
const noException = "<-loopback>";

/** RFC 8828, mode 4: no datagram but through a proxy, which is dead. */
const webRtcPolicy = "disable_non_proxied_udp";

/** Chromium's switches (base, content and net `*_switches.cc`), by what they shut. */
const switches: readonly (readonly [name: string, value?: string])[] = [
  // Names and addresses in digits: https://www.chromium.org/developers/design-documents/network-stack/socks-proxy/
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
  ["proxy-server", deadProxy],
  ["proxy-bypass-list", noException],
  ["force-webrtc-ip-handling-policy", webRtcPolicy],
  // Its names end in .local and are asked of the whole local network, past the rules above.
  ["disable-features", "WebRtcHideLocalIpsWithMdns"],
  ["disable-quic"],
  ["blink-settings", "dnsPrefetchingEnabled=false"],
  ["no-pings"],
  ["disable-speech-api"],
  ["disable-background-networking"],
  ["disable-component-update"],
  ["disable-domain-reliability"],
];

/** Before the app is ready: Chromium reads its switches once. */
export function closeNetwork(): void {
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, joined(name, value));
  app.on("web-contents-created", (_event, contents) => closeContents(contents));
  app.on("session-created", closeSession);
}

/** Lists of features add to what the command line has. */
function joined(name: string, value: string | undefined): string | undefined {
  const given = name === "disable-features" ? app.commandLine.getSwitchValue(name) : "";
  return given === "" ? value : `${given},${value ?? ""}`;
}

/** When the app is ready. Electron announces the default session only if nothing has asked for it before. */
export function closeDefaultSession(): void {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: "off" });
  closeSession(session.defaultSession);
}

function closeContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy(webRtcPolicy);
}

const allowed: ReadonlySet<string> = new Set(["app:", "devtools:", "blob:", "data:"]);

/** Whatever the page or a library in it tries, nothing leaves this PC through the window, and no permission is given. */
function closeSession(opened: Session): void {
  opened.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !allowed.has(new URL(details.url).protocol) });
  });
  opened.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  opened.setPermissionCheckHandler(() => false);
  opened.setDevicePermissionHandler(() => false);
  // Would fetch dictionaries, for the hidden window of the papers too.
  opened.setSpellCheckerEnabled(false);
  opened.on("will-download", (event) => event.preventDefault());
  // The switch says the same from the start; this holds should one session be given a proxy of its own.
  void opened.setProxy({ mode: "fixed_servers", proxyRules: deadProxy, proxyBypassRules: noException });
}
