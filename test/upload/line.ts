/** A district that listens, its stations, and a wire between them that can be cut. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { ReceiverLimits } from "../../db/receiver/limits.ts";
import { plainReceiver, startReceiver, type Receiver } from "../../db/receiver/receiver.ts";
import { AppError } from "../../db/schema/app-error.ts";
import { clock, type Pc } from "../helpers/exchange.ts";

/** A real receiver on a loopback address, whose address the district's stations get. */
export async function listen(
  district: Pc,
  {
    port = 0,
    limits = {},
    importsByItself = true,
  }: { port?: number; limits?: Partial<ReceiverLimits>; importsByItself?: boolean } = {},
): Promise<Receiver> {
  const receiver = await startReceiver({
    dir: district.dir,
    host: "127.0.0.1",
    port,
    worker: plainReceiver,
    now: clock,
    use: async (work) => work(district.db),
    importsByItself: () => importsByItself,
    onImported: () => {},
    onLost: (error) => {
      throw error;
    },
    limits: { freeBytes: 0, ...limits },
  });
  onTestFinished(() => receiver.close());
  return receiver;
}

export interface Wire {
  readonly port: number;
  /** Bytes that went from the stations to the district. */
  readonly carried: number;
  /** Cuts every connection once so many bytes have gone to the district, and lets the next ones through. */
  cutAfter(bytes: number): void;
  /** Whether it was cut since. */
  readonly isCut: boolean;
}

/** Passes bytes on as they are. */
export async function layWire(target: number): Promise<Wire> {
  let carried = 0;
  let limit = Infinity;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    const drop = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", drop).on("close", () => {
        sockets.delete(socket);
        drop();
      });
    }
    near.on("data", (bytes: Buffer) => {
      const rest = limit - carried;
      carried += bytes.length;
      if (bytes.length <= rest) return void far.write(bytes);
      limit = Infinity;
      far.write(bytes.subarray(0, Math.max(0, rest)), () => {
        for (const socket of sockets) socket.destroy();
      });
    });
    far.on("data", (bytes: Buffer) => near.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new AppError("unexpected", { detail: "no port" });
  const { port }: AddressInfo = address;
  return {
    port,
    get carried() {
      return carried;
    },
    get isCut() {
      return limit === Infinity;
    },
    cutAfter(bytes) {
      carried = 0;
      limit = bytes;
    },
  };
}

/** Gives the district's stations an address. @returns it */
export async function publish(district: Pc, port: number): Promise<string> {
  const { address } = await district.call("district.address", { url: `https://127.0.0.1:${port}` });
  return address ?? "";
}
