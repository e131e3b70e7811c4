/** ↑ and ↓ at the end of a row, with their keys in the tooltip. */
import { Button, Tooltip } from "antd";
import { useCommandTitle } from "../commands/command-title.ts";
import type { Way } from "./row-moves.ts";

interface Props {
  readonly names: Readonly<Record<Way, string>>;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (way: Way) => void;
}

export function RowMoveButtons({ names, isFirst, isLast, onMove }: Props) {
  const titleOf = useCommandTitle();
  return (
    <>
      <Tooltip title={titleOf("moveRowUp", names.up)}>
        <Button
          data-move="up"
          aria-label={names.up}
          disabled={isFirst}
          onClick={() => onMove("up")}
          icon={<span aria-hidden="true">↑</span>}
        />
      </Tooltip>
      <Tooltip title={titleOf("moveRowDown", names.down)}>
        <Button
          data-move="down"
          aria-label={names.down}
          disabled={isLast}
          onClick={() => onMove("down")}
          icon={<span aria-hidden="true">↓</span>}
        />
      </Tooltip>
    </>
  );
}
