/**
 * The receiver's process is killed, or its disk fails, at a call to the disk while a file is stored, imported and answered. Here at a
 * few of them; at each of them with FAULTS=receive (half an hour), at every seventh with FAULTS_EVERY=7 beside it.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { setUploadAddress } from "../../db/exchange/upload-address.ts";
import { readChain } from "../../db/journal/chains.ts";
import { stateHash } from "../../db/journal/state-hash.ts";
import { formatUploadAddress } from "../../db/network/address.ts";
import { newsAnswer, paths } from "../../db/network/protocol.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { outgoingFiles, packOutgoing, receivedSeq } from "../../db/sending/outgoing.ts";
import { post, prove } from "../../scripts/load/raw-caller.ts";
import { startReceiver, type RunningReceiver } from "../../scripts/load/receiver.ts";
import { acts, compileInjector, type Act } from "../faults/sweep.ts";
import { clock, codeOf, quietTask, record, World, type Pc } from "../helpers/exchange.ts";
import { proverOf } from "./scene.ts";

const folder = mkdtempSync(join(tmpdir(), "lxq-receive-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const library = compileInjector(folder);

/** What a station may be told when the district's disk or process fails: try again. */
const plain = new Set(["none", "uploadTimeout", "uploadBusy", "uploadNoConnection"]);

interface Round {
  /** The first contact. */
  readonly said: string;
  /** The district's calls to the disk from there to its end or the fault. */
  readonly calls: readonly string[];
  readonly problems: readonly string[];
}

/** A district that receives in a process of its own, whose disk can be made to fail, and a confirmed station. */
class Scene {
  readonly #station: Pc;
  readonly #dir: string;
  readonly #pins: readonly string[];
  readonly #photos: string;
  readonly #control = join(folder, "control");
  readonly #log = join(folder, "calls");
  readonly #world: World;
  #receiver: RunningReceiver | null = null;
  #rounds = 0;
  #armed = 0;

  private constructor(world: World, district: Pc, station: Pc, pins: readonly string[]) {
    this.#world = world;
    this.#station = station;
    this.#dir = district.dir;
    this.#pins = pins;
    this.#photos = world.folder("照片");
    mkdirSync(this.#photos);
  }

  static async make(): Promise<Scene> {
    const world = World.make();
    const district = await world.district();
    const { pins } = await district.call("district.address", { url: "https://127.0.0.1:8443" });
    const station = await world.enrolled(district);
    district.close();
    const scene = new Scene(world, district, station, pins);
    onTestFinished(async () => void (await scene.#receiver?.end("SIGKILL")));
    return scene;
  }

  #arm(n: number, act: Act | "count"): void {
    // The receiver appends to it.
    writeFileSync(this.#log, "");
    this.#armed += 1;
    writeFileSync(this.#control, `${this.#armed} ${n} ${act}`);
  }

  async #listen(): Promise<RunningReceiver> {
    if (this.#receiver?.isRunning === true) return this.#receiver;
    this.#arm(-1, "count");
    const env = {
      // Most of a start would be reading its own source.
      NODE_COMPILE_CACHE: join(folder, "compiled"),
      LD_PRELOAD: library ?? "",
      INJ_PREFIX: this.#dir,
      INJ_CONTROL: this.#control,
      INJ_LOG: this.#log,
    };
    this.#receiver = await startReceiver(this.#dir, 0, { env, complains: false });
    const origin = `https://127.0.0.1:${this.#receiver.port}`;
    setUploadAddress(this.#station.db, formatUploadAddress({ origin, pins: this.#pins }));
    return this.#receiver;
  }

  #contact(): Promise<string> {
    return codeOf(this.#station.call("upload.run", {}));
  }

  /** The district's signed word for a file as it stands now; nothing where there is none. */
  async #note({ port }: RunningReceiver, sha256: string): Promise<string> {
    const token = await prove(port, proverOf(this.#station, this.#pins[0] ?? ""));
    const asked = { files: [sha256], feed: { replica: "a".repeat(32), seq: 0 }, receipt: null };
    const { notes } = newsAnswer.parse(JSON.parse((await post(port, paths.news, asked, token)).text));
    return notes.map((note) => JSON.stringify(note)).join();
  }

  /** A new record with a picture is sent while call number `n` fails, and again after that. */
  async round(n: number, act: Act | "count"): Promise<Round> {
    const { db, dir } = this.#station;
    let receiver = await this.#listen();
    this.#rounds += 1;
    const photo = join(this.#photos, `${this.#rounds}.jpg`);
    writeFileSync(photo, randomBytes(150_000));
    const recordId = await record(this.#station, `第${this.#rounds}件`);
    await this.#station.call("attachment.add", { recordId, file: photo, role: "other" });
    const { replicaId: replica } = readIdentity(db);
    await packOutgoing(db, {
      dir,
      now: clock(),
      task: quietTask,
      receipt: "",
      isWantedSent: true,
      joinOnly: false,
      replica,
    });
    const sha256 = outgoingFiles(db)[0]?.sha256 ?? "";
    const problems: string[] = [];
    this.#arm(n, act);
    const said = await this.#contact();
    const calls = readFileSync(this.#log, "utf8").trim().split("\n");
    if (!plain.has(said)) problems.push(`said ${said}`);
    this.#arm(-1, "count");
    // A process that died takes a moment to be gone.
    if (said !== "none" && (act === "kill" || act === "torn")) await Promise.race([receiver.ended, pause(1_000)]);
    const notes = new Set<string>();
    if (!receiver.isRunning) receiver = await this.#listen();
    notes.add(await this.#note(receiver, sha256));
    const again = await this.#contact();
    if (again !== "none") problems.push(`does not go on: ${again}`);
    notes.add(await this.#note(receiver, sha256));
    notes.delete("");
    if (notes.size !== 1) problems.push(`${notes.size} different notes`);
    if (outgoingFiles(db).length > 0) problems.push("something is left to send");
    const { headSeq, importedSeq } = readChain(db, replica);
    if (importedSeq !== headSeq)
      problems.push(`imported ${importedSeq} of ${headSeq}, received ${receivedSeq(db, replica)}`);
    return { said, calls, problems: problems.map((problem) => `${act} at ${n} ${calls[n - 1] ?? ""}: ${problem}`) };
  }

  /** Looks at both offices when all is done. */
  async end(): Promise<string[]> {
    // What could not be removed, the next start removes.
    await this.#receiver?.end("SIGTERM");
    const receiver = await this.#listen();
    await this.#contact();
    await receiver.end("SIGTERM");
    const district = this.#world.open(this.#dir);
    const problems: string[] = [];
    const { stationId } = readIdentity(this.#station.db);
    const { total } = await district.call("record.list", { kind: "hotline" });
    if (total !== this.#rounds) problems.push(`${total} records of ${this.#rounds}`);
    if (stateHash(this.#station.db, stationId) !== stateHash(district.db, stationId)) problems.push("the two differ");
    if (!(await district.call("check.run", {})).ok) problems.push("the check fails");
    const lacking = district.db.value<number>(`SELECT count(*) FROM "arrival" WHERE "state" <> 'imported'`);
    if (lacking !== 0) problems.push(`${lacking} files not imported`);
    const left = readdirSync(join(this.#dir, "inbox"), { recursive: true }).map(String);
    if (left.some((name) => name !== "open")) problems.push(`left in the inbox: ${left.join(" ")}`);
    district.close();
    return problems;
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

describe.skipIf(library === null)("接收的时候出错", () => {
  if (!(process.env["FAULTS"] ?? "").split(",").includes("receive")) {
    /** Where being wrong would cost the most. */
    const spots: readonly (readonly [string, Act, RegExp])[] = [
      ["磁盘写不进去：写完要落盘时出错", "EIO", / fsync \/inbox\/open\//u],
      ["磁盘满了：写到一半", "ENOSPC", / pwrite \/inbox\/open\/[0-9a-f]{32}$/u],
      ["有了名字、还没有开凭据就断电", "kill", / unlink \/inbox\/open\/[0-9a-f]+\.json$/u],
    ];
    test("断电、磁盘出错、磁盘满：没有丢，没有重，凭据一样", { timeout: 120_000 }, async () => {
      const scene = await Scene.make();
      const { calls, problems } = await scene.round(-1, "count");
      expect(problems).toEqual([]);
      for (const [title, act, where] of spots) {
        const n = calls.findLastIndex((text) => where.test(text)) + 1;
        const round = await scene.round(n, act);
        expect({ title, said: round.said, problems: round.problems }).toEqual({
          title,
          said: act === "kill" ? "uploadTimeout" : "uploadBusy",
          problems: [],
        });
      }
      expect(await scene.end()).toEqual([]);
    });
    return;
  }

  for (const act of acts)
    test(`${act}：每一步`, { timeout: 3_600_000 }, async () => {
      const every = Number(process.env["FAULTS_EVERY"] ?? 1);
      const scene = await Scene.make();
      const said: Record<string, number> = {};
      const problems: string[] = [];
      let { calls } = await scene.round(-1, "count");
      const most = calls.length;
      for (let n = 1 + (acts.indexOf(act) % every); n <= most; n += every) {
        if (act === "torn" && !/ (pwrite|write) /u.test(calls[n - 1] ?? "")) continue;
        const round = await scene.round(n, act);
        said[round.said] = (said[round.said] ?? 0) + 1;
        problems.push(...round.problems);
        for (const problem of round.problems) console.error(problem);
        if (round.said === "none") ({ calls } = round);
      }
      problems.push(...(await scene.end()));
      console.error(JSON.stringify({ act, calls: most, said, problems }, null, 1));
      expect(problems).toEqual([]);
    });
});
