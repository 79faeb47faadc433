import { PluginPicture, usePictureState } from '../../marketplace/plugin-pictures.tsx';
import { imageAddress } from '../../marketplace/readme-address.ts';
import { useStrings } from '../../strings/use-strings.tsx';
import { plainText } from '../../ui/plain-text.ts';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';

export function ImageElement(element: ElementProps) {
  const { src, alt = '', width, height, fit = 'contain' } = propsOf('Image', element);
  const address = addressOf(src);
  if (address === undefined) return null;
  return <Picture address={address} alt={plainText(alt, 1_000)} width={width} height={height} fit={fit} />;
}

interface PictureProps {
  readonly address: string;
  readonly alt: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly fit: 'contain' | 'cover';
}

const FITS = { contain: 'object-contain', cover: 'object-cover' } as const;

function Picture({ address, alt, width, height, fit }: PictureProps) {
  const state = usePictureState(address);
  const { text } = useStrings();
  const isBoxed = width !== undefined && height !== undefined;
  const size = {
    ...(width !== undefined && { width }),
    ...(height !== undefined && !isBoxed && { height }),
    ...(isBoxed && { aspectRatio: `${width} / ${height}` }),
  };
  const picture = (
    <PluginPicture address={address} alt={alt} className={`rounded ${FITS[fit]} ${sizeOf(width, height)}`} />
  );
  if (state === 'refused')
    return (
      <span>
        {picture} <span className="text-xs">({text('panel.pictures.many')})</span>
      </span>
    );
  // What asks before it loads is a button, of its own size, and what is not loaded is text.
  if (state !== 'shown') return picture;
  return (
    // One without a size may have none of its own: it is as wide as there is room.
    <span className="block max-w-full" style={size}>
      {picture}
    </span>
  );
}

function sizeOf(width: number | undefined, height: number | undefined): string {
  if (height === undefined) return width === undefined ? 'h-auto max-w-full' : 'h-auto w-full';
  return width === undefined ? 'h-full w-auto max-w-full' : 'h-full w-full';
}

/** What travels with the plugin may be large; what is loaded is checked as everywhere. */
function addressOf(src: string | undefined): string | undefined {
  return src === undefined || /^data:/i.test(src) ? src : imageAddress(src);
}
