/**
 * Photos of a session in its document: up to two stand one above the other, more in a grid of 2 x 2 a page. The free
 * docxtemplater has no images, so `{@照片}` gets the drawings as XML, and the files are put into the package here.
 */
import type PizZip from "pizzip";
import { xlsxText } from "../spreadsheet/safe-cell.ts";
import { imageSize, withoutTurn, type ImageSize } from "./image-size.ts";

export interface Photo {
  readonly name: string;
  readonly bytes: Buffer;
}

const EMU_PER_MM = 36_000;
const TWIPS_PER_MM = 56.7;
/** The type area is 156 mm wide; the rest of the height is for the heading and the captions. */
const large = { width: 150, height: 96 } as const;
const small = { width: 75, height: 92 } as const;

interface Placed extends Photo {
  readonly size: ImageSize;
}

export interface PhotoXml {
  /** For `{@照片}`; "" without photos. */
  readonly xml: string;
  /** Photos that are no JPEG or PNG, by name: they are not in the document. */
  readonly leftOut: readonly string[];
  /** Puts the files and their relations into the finished package. */
  addTo(zip: PizZip): void;
}

export function photoXml(photos: readonly Photo[]): PhotoXml {
  const placed: Placed[] = [];
  const leftOut: string[] = [];
  for (const photo of photos) {
    const size = imageSize(photo.bytes);
    if (size === null) leftOut.push(photo.name);
    else placed.push({ ...photo, size });
  }
  const isGrid = placed.length > 2;
  return {
    xml: placed.length === 0 ? "" : isGrid ? grid(placed) : placed.map((photo, index) => pair(photo, index)).join(""),
    leftOut,
    addTo: (zip) => placed.forEach((photo, index) => addPart(zip, photo, index)),
  };
}

const relationOf = (index: number): string => `rIdPhoto${index + 1}`;
const partOf = ({ size }: Placed, index: number): string => `photo${index + 1}.${size.type}`;

const pair = (photo: Placed, index: number): string => picture(photo, index, large) + caption(photo.name);

/** A table without borders, two photos a row; a row is never torn over two pages. */
function grid(photos: readonly Placed[]): string {
  const cell = (photo: Placed | undefined, index: number): string =>
    `<w:tc><w:tcPr><w:tcW w:w="4420" w:type="dxa"/></w:tcPr>${
      photo === undefined ? paragraph("", 0) : picture(photo, index, small) + caption(photo.name)
    }</w:tc>`;
  const rows = photos.flatMap((photo, index) =>
    index % 2 === 1
      ? []
      : `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cell(photo, index)}${cell(photos[index + 1], index + 1)}</w:tr>`,
  );
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="8840" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
    `<w:tblGrid><w:gridCol w:w="4420"/><w:gridCol w:w="4420"/></w:tblGrid>${rows.join("")}</w:tbl>${paragraph("", 0)}`
  );
}

/** @param around space above and below, in twentieths of a point */
const paragraph = (run: string, around: number): string =>
  `<w:p><w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="${60 + around}" w:after="${around}" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>${run}</w:p>`;

const caption = (name: string): string =>
  `<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="120" w:line="320" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr>` +
  `<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:cs="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="21"/><w:szCs w:val="21"/>` +
  `</w:rPr><w:t xml:space="preserve">${escape(name.replace(/\.\w{1,5}$/u, ""))}</w:t></w:r></w:p>`;

interface Box {
  readonly width: number;
  readonly height: number;
}

/**
 * The largest size of the photo inside a box, in millimetres, with its aspect kept; before it is turned. One that is turned
 * by a quarter stays inside the box's shorter side, because readers differ in which of the two outlines they keep clear.
 */
export function fitted(size: ImageSize, box: Box): Box {
  const side = Math.min(box.width, box.height);
  const room = isQuarter(size) ? { width: side, height: side } : box;
  const scale = Math.min(room.width / size.width, room.height / size.height);
  return { width: size.width * scale, height: size.height * scale };
}

const isQuarter = ({ turn }: ImageSize): boolean => turn === 90 || turn === 270;

function picture(photo: Placed, index: number, box: Box): string {
  const { width, height } = fitted(photo.size, box);
  const cx = Math.round(width * EMU_PER_MM);
  const cy = Math.round(height * EMU_PER_MM);
  const name = escape(photo.name);
  const turn = photo.size.turn === 0 ? "" : ` rot="${photo.size.turn * 60_000}"`;
  const around = isQuarter(photo.size) ? Math.max(0, Math.round(((width - height) / 2) * TWIPS_PER_MM)) : 0;
  return paragraph(
    `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
      `<wp:extent cx="${cx}" cy="${cy}"/><wp:docPr id="${1000 + index}" name="${name}" descr="${name}"/>` +
      `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
      `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="${1000 + index}" name="${name}"/><pic:cNvPicPr/></pic:nvPicPr>` +
      `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="${relationOf(index)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
      `<pic:spPr><a:xfrm${turn}><a:off x="0" y="0"/><a:ext cx="${cx}" cy="${cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
      `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
    around,
  );
}

function addPart(zip: PizZip, photo: Placed, index: number): void {
  const part = partOf(photo, index);
  zip.file(`word/media/${part}`, withoutTurn(photo.bytes, photo.size));
  const relations = "word/_rels/document.xml.rels";
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
  replaceIn(
    zip,
    relations,
    "</Relationships>",
    `<Relationship Id="${relationOf(index)}" Type="${type}" Target="media/${part}"/>`,
  );
  const { type: extension } = photo.size;
  const types = zip.file("[Content_Types].xml")?.asText() ?? "";
  if (new RegExp(`Extension="${extension}"`, "i").test(types)) return;
  zip.file(
    "[Content_Types].xml",
    types.replace(/<Types[^>]*>/u, `$&<Default Extension="${extension}" ContentType="image/${extension}"/>`),
  );
}

function replaceIn(zip: PizZip, file: string, before: string, added: string): void {
  const xml = zip.file(file)?.asText() ?? "";
  zip.file(
    file,
    xml.replace(before, () => added + before),
  );
}

/** `xlsxText` takes out what XML cannot hold. */
const escape = (text: string): string => xlsxText(text).replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
