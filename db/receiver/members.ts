/** Who may call: what the network side knows of the roster, and nothing else of the office's data. */
import { z } from "zod";

const id = z.string();

export const membersSchema = z.object({
  district: id,
  pcs: z.array(
    z.object({
      replica: id,
      station: id,
      signingKey: z.string(),
      state: z.enum(["waiting", "active", "retired"]),
    }),
  ),
  /** Issued here, and whether one may still be used. */
  invitations: z.array(z.object({ id, station: id, isGood: z.boolean() })),
});
export type MembersList = z.infer<typeof membersSchema>;
export type KnownPc = MembersList["pcs"][number];

export class Members {
  readonly district: string;
  readonly #pcs: ReadonlyMap<string, KnownPc>;
  readonly #invitations: ReadonlyMap<string, MembersList["invitations"][number]>;

  constructor({ district, pcs, invitations }: MembersList) {
    this.district = district;
    this.#pcs = new Map(pcs.map((pc) => [pc.replica, pc]));
    this.#invitations = new Map(invitations.map((invitation) => [invitation.id, invitation]));
  }

  pc(replica: string): KnownPc | null {
    return this.#pcs.get(replica) ?? null;
  }

  invitation(invitation: string): MembersList["invitations"][number] | null {
    return this.#invitations.get(invitation) ?? null;
  }

  get waiting(): number {
    return [...this.#pcs.values()].filter(({ state }) => state === "waiting").length;
  }
}
