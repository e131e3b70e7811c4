/**
 * Callers that want to keep a receiver from its work, in one process, until it is told to end: `hostile.ts OPTIONS`. Prints how often
 * each kind got which answer.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { connect } from "node:tls";
import { z } from "zod";
import { loadKeys } from "../../db/bundle/crypto.ts";
import { parseUploadAddress } from "../../db/network/address.ts";
import { paths } from "../../db/network/protocol.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openDatabase } from "../../db/database/open.ts";
import { uploadAddressFor } from "../../db/exchange/upload-address.ts";
import { openService } from "../../db/service.ts";
import { begin, challenge, locationOf, patch, post, prove, signatureFor, type Prover } from "./raw-caller.ts";
import { callFields, insiderContent } from "./stations.ts";
import { stationFolder } from "./stage.ts";
import { endWithParent } from "./with-parent.ts";

/** `insiders`: confirmed stations, by number, whose PCs have been taken over. */
const optionsSchema = z.object({
  base: z.string(),
  port: z.int(),
  callers: z.int(),
  insiders: z.array(z.int()).min(1),
});

interface Insider {
  readonly prover: Prover;
  readonly bundle: Buffer;
}

endWithParent();
const { base, port, callers, insiders } = optionsSchema.parse(JSON.parse(process.argv[2] ?? ""));
const answers: Record<string, number> = {};
const count = (kind: string, answer: string | number): void => {
  const key = `${kind} ${answer}`;
  answers[key] = (answers[key] ?? 0) + 1;
};

/** Says one byte a second. @returns when it was cut off */
function drip(kind: string, head: string, body: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false }, () => socket.write(head));
    let at = 0;
    const dripping = setInterval(() => {
      socket.write(body.slice(at, at + 1));
      at += 1;
    }, 1_000);
    socket.on("error", () => {});
    socket.on("data", () => count(kind, "answered"));
    socket.once("close", () => {
      clearInterval(dripping);
      count(kind, "cut off");
      resolve();
    });
  });
}

const asking = (bytes: number): string =>
  `POST ${paths.challenge} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n`;

async function unknownKey(): Promise<void> {
  const replica = randomBytes(16).toString("hex");
  const nonce = await challenge(port, replica);
  const signature = randomBytes(64).toString("base64url");
  const { status } = await post(port, paths.session, { replica, nonce, signature, join: null });
  count("unknown key", status);
  await setTimeout(50);
}

async function overQuota({ prover }: Insider): Promise<void> {
  const token = await prove(port, prover);
  for (let time = 0; time < 20; time += 1) {
    count("over quota", (await begin(port, token, 1.5 * 1024 ** 3, randomBytes(32).toString("hex"))).status);
    await setTimeout(50);
  }
}

async function replayedProof({ prover }: Insider): Promise<void> {
  const { replica } = prover;
  const nonce = await challenge(port, replica);
  const request = { replica, nonce, signature: signatureFor({ ...prover, nonce }), join: null };
  for (let time = 0; time < 5; time += 1) {
    const { status } = await post(port, paths.session, request);
    count(time === 0 ? "proof" : "replayed proof", status);
  }
  await setTimeout(200);
}

async function replayedUpload({ prover, bundle }: Insider): Promise<void> {
  const token = await prove(port, prover);
  const sha256 = createHash("sha256").update(bundle).digest("hex");
  for (let time = 0; time < 5; time += 1) {
    const begun = await begin(port, token, bundle.length, sha256);
    const { status } = begun.status === 201 ? await patch(port, token, locationOf(begun), 0, bundle) : begun;
    count("replayed upload", status);
    await setTimeout(200);
  }
}

const kinds: readonly ((insider: Insider) => Promise<void>)[] = [
  () => drip("slow header", "", asking(45)),
  () => drip("slow body", `${asking(500)}\r\n`, " ".repeat(500)),
  unknownKey,
  overQuota,
  replayedProof,
  replayedUpload,
];

async function takeOver(number: number): Promise<Insider> {
  const dir = stationFolder(base, number);
  const service = openService({ dir });
  await service.call("record.save", { kind: "hotline", fields: callFields(insiderContent) });
  const folder = join(base, "insiders", String(number));
  mkdirSync(folder, { recursive: true });
  const { files } = await service.call("bundle.export", { folder });
  await service.close();
  const db = openDatabase(dir);
  const identity = readIdentity(db);
  const pin = parseUploadAddress(uploadAddressFor(db, identity) ?? "")?.pins[0] ?? "";
  db.close();
  const { replicaId: replica, district } = identity;
  return {
    prover: { keys: loadKeys(dir, replica), district: district?.id ?? "", replica, pin },
    bundle: readFileSync(files[0] ?? ""),
  };
}

const taken = await Promise.all(insiders.map(takeOver));
process.stdout.write(`${JSON.stringify({ event: "ready" })}\n`);
process.once("SIGTERM", () => {
  process.stdout.write(`${JSON.stringify({ event: "ended", answers })}\n`, () => process.exit(0));
});
await Promise.all(
  Array.from({ length: callers }, async (_, index) => {
    const kind = kinds[index % kinds.length];
    // Two of a kind share a PC rather than two kinds, which would end each other's sessions.
    const insider = taken[(3 * Math.floor(index / kinds.length) + (index % 3)) % taken.length];
    if (kind === undefined || insider === undefined) return;
    for (;;)
      await kind(insider).catch(async (error: unknown) => {
        count("cut off or refused", error instanceof Error ? error.name : "error");
        await setTimeout(500);
      });
  }),
);
