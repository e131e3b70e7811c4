/**
 * A network of its own for a program: a card that leads nowhere with a default route and a name server behind it, so that
 * whatever the program sends is sent, counted by the kernel, and lost. Needs root on Linux.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { root } from "./environment.ts";

const card = "outside";

/** Router solicitations and the like are the kernel's own: they would be counted as the program's. */
const setUp = [
  "set -e",
  'mount --bind "$1/resolv.conf" /etc/resolv.conf',
  'mount --bind "$1/nsswitch.conf" /etc/nsswitch.conf',
  "ip link set lo up",
  // A pair, because not every kernel has the type dummy; the far end takes nothing that is not addressed to it.
  `ip link add ${card} type veth peer name far`,
  "echo 1 > /proc/sys/net/ipv6/conf/far/disable_ipv6",
  "ip link set far up",
  `echo 0 > /proc/sys/net/ipv6/conf/${card}/router_solicitations`,
  `ip link set ${card} addrgenmode none multicast on up`,
  `ip addr add 10.9.8.7/24 dev ${card}`,
  `ip -6 addr add 2001:db8::7/64 dev ${card} nodad`,
  `ip route add default via 10.9.8.1 dev ${card}`,
  `ip -6 route add default via 2001:db8::1 dev ${card}`,
  // Neighbours are known, or nothing but the question for them would ever be sent.
  `ip neigh add 10.9.8.1 lladdr 02:00:00:00:00:01 dev ${card} nud permanent`,
  `ip -6 neigh add 2001:db8::1 lladdr 02:00:00:00:00:01 dev ${card} nud permanent`,
  "shift",
  'exec "$@"',
].join("\n");

const command = (folder: string, args: readonly string[]): readonly string[] => [
  "--net",
  "--mount",
  "sh",
  "-c",
  setUp,
  "namespace",
  folder,
  ...args,
];

function makeConfiguration(): string {
  const folder = mkdtempSync(join(tmpdir(), "namespace-"));
  writeFileSync(join(folder, "resolv.conf"), "nameserver 10.9.8.1\noptions timeout:1 attempts:1\n");
  writeFileSync(join(folder, "nsswitch.conf"), "hosts: files dns\n");
  return folder;
}

/** False where there is no root, no `unshare` or `ip`, or a container that allows neither. */
export function canIsolate(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const folder = makeConfiguration();
  try {
    return spawnSync("unshare", [...command(folder, ["true"])], { stdio: "ignore" }).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const outcome = z.strictObject({
  /** Packets that left, from the program's start to its end. */
  sent: z.int(),
  /** Packets of one datagram and one question for a name that the probe then sends itself: counting works. */
  control: z.int(),
  /** What the page's attempts came to, by name. */
  attempts: z.record(z.string(), z.string()),
});
export type Outcome = z.infer<typeof outcome>;

/** Runs network-probe.ts in such a network. @param program the packaged one, or null for Electron on this folder */
export async function probe(dataDir: string, program: string | null): Promise<Outcome> {
  const folder = makeConfiguration();
  try {
    const script = join(root, "test/e2e/helpers/network-probe.ts");
    const args = command(folder, [process.execPath, script, card, dataDir, ...(program === null ? [] : [program])]);
    const child = spawn("unshare", [...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const text = Buffer.concat(output).toString("utf8");
    if (code !== 0)
      throw new Error(`probe ended with ${String(code)}: ${text}${Buffer.concat(errors).toString("utf8")}`);
    return outcome.parse(JSON.parse(text.trim().split("\n").at(-1) ?? ""));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
