/** Enrolment as two clerks do it with a stick and a telephone, without the window: for demonstrations, measurements and tests. */
import { join } from "node:path";
import type { Input, OperationName, Output } from "../../db/api/operations.ts";

export interface Enrolment {
  /** The station's, as the district invites it. */
  readonly name: string;
  /** A folder that both can reach. */
  readonly stick: string;
}

/** Whoever can call operations. */
export interface Caller {
  call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>>;
}

/**
 * From the invitation to the typed answer: the district has confirmed the PC, and the station may send bundles.
 * @returns the join code, twenty digits
 */
export async function enrol(district: Caller, station: Caller, { name, stick }: Enrolment): Promise<string> {
  const invitation = join(stick, `${name}.lxqinvite`);
  await district.call("district.invite", { station: name, file: invitation });
  const { checkCode } = await station.call("station.join", { file: invitation, rename: true });
  await compare(district, station, stick);
  return checkCode;
}

/** The join file goes out and the telephone call is made. */
export async function compare(district: Caller, station: Caller, stick: string): Promise<void> {
  const { files } = await station.call("bundle.export", { folder: stick });
  await district.call("bundle.import", { files: [...files] });
  await phone(district, station);
}

/** The clerk reads the join code out, the district's office types it and reads its answer back, and the clerk types that. */
export async function phone(district: Caller, station: Caller): Promise<void> {
  const code = (await station.call("app.status", {})).station?.checkCode;
  if (code === undefined || code === null) throw new Error("the station shows no join code");
  const { answer } = await district.call("district.confirm", { code });
  await station.call("station.answer", { code: answer });
}
