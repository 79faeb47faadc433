import { isSmallPicture } from '@fluxstudio/plugin-protocol/picture-size';
import type { MouseEvent } from 'react';
import { Readme } from '../../marketplace/readme.tsx';
import type { ElementProps } from '../element-map.ts';
import { propsOf } from '../element-props.ts';
import { useLinkQuestion } from '../use-link-question.tsx';

/** As of the pictures of an `Image`. */
const isSmall = (address: string) => !/^data:/i.test(address) || isSmallPicture(address);

export function MarkdownElement(element: ElementProps) {
  const { text = '' } = propsOf('Markdown', element);
  const [ask, question] = useLinkQuestion();
  const onLink = (event: MouseEvent) => {
    const link = event.target instanceof Element && event.target.closest('a');
    if (!link || event.button > 1) return;
    event.preventDefault();
    ask(link.href);
  };
  return (
    <>
      <div className="min-w-0" onClickCapture={onLink} onAuxClickCapture={onLink}>
        <Readme source={text} allows={isSmall} />
      </div>
      {question}
    </>
  );
}
