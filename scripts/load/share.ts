/** One process of a load: `share.ts enrol|send SHARE`. */
import { z } from "zod";
import { enrolShare } from "./stage.ts";
import { sendShare } from "./stations.ts";
import { endWithParent } from "./with-parent.ts";

endWithParent();
const [work, share = ""] = process.argv.slice(2);
const parsed = z
  .object({ base: z.string(), from: z.int(), to: z.int(), run: z.int(), minutes: z.number() })
  .parse(JSON.parse(share));
await (z.enum(["enrol", "send"]).parse(work) === "enrol" ? enrolShare : sendShare)(parsed);
