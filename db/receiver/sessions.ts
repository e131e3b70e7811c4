/** Who calls: challenges, proofs, tokens. All of it in memory: after a restart a station proves its key again. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import { isRecipient, isSignedBy, isSigningKey } from "../bundle/crypto.ts";
import type { JoinRequest } from "../bundle/format.ts";
import { proofBytes, type sessionRequest } from "../network/protocol.ts";
import type { ReceiverLimits } from "./limits.ts";
import type { Members } from "./members.ts";
import { Refused } from "./refused.ts";

export interface Session {
  readonly replica: string;
  readonly station: string;
  readonly signingKey: string;
  /** Null for a confirmed PC; what one that waits for its confirmation says of itself. */
  readonly join: JoinRequest | null;
}

/** Milliseconds in which a challenge has to be answered. */
const challengeMs = 60_000;
const timeBytes = 6;
const randomLength = 12;
const macLength = 16;

/** A key that is nobody's: a PC that is not known costs as much as one whose signature is wrong. */
const nobodysKey = Buffer.from("5866666666666666666666666666666666666666666666666666666666666666", "hex").toString(
  "base64url",
);

export class Sessions {
  readonly #secret = randomBytes(32);
  /** Answered challenges, until they have run out. */
  readonly #answered = new Map<string, number>();
  readonly #sessions = new Map<string, { readonly session: Session; readonly until: number }>();
  readonly #pin: string;
  readonly #limits: ReceiverLimits;
  readonly #now: () => number;

  /** @param pin of the certificate that callers see. @param now milliseconds; only grows */
  constructor(pin: string, limits: ReceiverLimits, now: () => number) {
    this.#pin = pin;
    this.#limits = limits;
    this.#now = now;
  }

  /** Nothing is kept of it, so that asking costs the caller and not the receiver. */
  challenge(replica: string): string {
    const made = Buffer.concat([timed(this.#now()), randomBytes(randomLength)]);
    return Buffer.concat([made, this.#mac(replica, made)]).toString("base64url");
  }

  #mac(replica: string, made: Buffer): Buffer {
    return createHmac("sha256", this.#secret).update(replica).update(made).digest().subarray(0, macLength);
  }

  /**
   * @returns a token for what follows
   * @throws Refused unproved, retired, invitation, tooManyWaiting
   */
  async prove(request: z.infer<typeof sessionRequest>, members: Members): Promise<string> {
    const { replica, nonce, signature, join } = request;
    const known = members.pc(replica);
    const claimed = known?.signingKey ?? (join?.replica === replica ? join.signingKey : nobodysKey);
    const proof = proofBytes({ district: members.district, replica, nonce, pin: this.#pin });
    const isProved = isSignedBy("contact", claimed, proof, Buffer.from(signature, "base64url"));
    if (!this.#isFresh(replica, nonce) || !isProved || claimed === nobodysKey) throw new Refused("unproved");
    const session = known === null ? await newcomer(join, members, this.#limits) : knownPc(known, join);
    // Once each, and only for whoever has proved a key: others cannot fill the list.
    this.#answered.set(nonce, this.#now() + challengeMs);
    return this.#open(session);
  }

  #isFresh(replica: string, nonce: string): boolean {
    const bytes = Buffer.from(nonce, "base64url");
    if (bytes.length !== timeBytes + randomLength + macLength || this.#answered.has(nonce)) return false;
    const made = bytes.subarray(0, timeBytes + randomLength);
    const age = this.#now() - made.readUIntBE(0, timeBytes);
    return (
      age >= 0 &&
      age <= challengeMs &&
      timingSafeEqual(this.#mac(replica, made), bytes.subarray(timeBytes + randomLength))
    );
  }

  #open(session: Session): string {
    this.#forget();
    // One for each PC: a station that lost the answer begins again.
    for (const [token, { session: other }] of this.#sessions)
      if (other.replica === session.replica) this.#sessions.delete(token);
    const token = randomBytes(32).toString("base64url");
    this.#sessions.set(token, { session, until: this.#now() + this.#limits.sessionMs });
    return token;
  }

  #forget(): void {
    const now = this.#now();
    for (const [nonce, until] of this.#answered) if (until < now) this.#answered.delete(nonce);
    for (const [token, { until }] of this.#sessions) if (until < now) this.#sessions.delete(token);
  }

  /** @param authorization the header. @returns whose it is while it holds */
  find(authorization: string | undefined): Session | null {
    const token = /^Bearer ([A-Za-z0-9_-]{20,120})$/.exec(authorization ?? "")?.[1] ?? "";
    const found = this.#sessions.get(token);
    return found === undefined || found.until < this.#now() ? null : found.session;
  }

  /**
   * @param authorization the header
   * @throws Refused unproved, retired
   */
  require(authorization: string | undefined, members: Members): Session {
    const session = this.find(authorization);
    if (session === null) throw new Refused("unproved");
    const known = members.pc(session.replica);
    if (known?.state === "retired") throw new Refused("retired");
    // The district has confirmed it since.
    return known?.state === "active" && session.join !== null ? { ...session, join: null } : session;
  }
}

function timed(now: number): Buffer {
  const bytes = Buffer.alloc(timeBytes);
  bytes.writeUIntBE(Math.floor(now), 0, timeBytes);
  return bytes;
}

/** @throws Refused retired, unproved */
function knownPc(
  { replica, station, signingKey, state }: NonNullable<ReturnType<Members["pc"]>>,
  join: JoinRequest | null,
): Session {
  if (state === "retired") throw new Refused("retired");
  if (state === "waiting" && join === null) throw new Refused("unproved");
  return { replica, station, signingKey, join: state === "waiting" ? join : null };
}

/** A PC that shows an invitation. @throws Refused unproved, invitation, tooManyWaiting */
async function newcomer(join: JoinRequest | null, members: Members, limits: ReceiverLimits): Promise<Session> {
  const invitation = join === null ? null : members.invitation(join.invitation);
  if (join === null || invitation === null || invitation.station !== join.station) throw new Refused("unproved");
  if (!isSigningKey(join.signingKey) || !(await isRecipient(join.recipient))) throw new Refused("unproved");
  if (!invitation.isGood) throw new Refused("invitation");
  if (members.waiting >= limits.unconfirmed) throw new Refused("tooManyWaiting", 3_600);
  return { replica: join.replica, station: join.station, signingKey: join.signingKey, join };
}
