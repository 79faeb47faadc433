import { h } from '@fluxstudio/plugin-sdk/source/ui/h.ts';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ARMING_TIME } from '../../ui/use-armed.ts';
import { lastDetail, loaded, openTestPanel } from '../test-panel.tsx';

afterEach(() => {
  vi.useRealTimers();
  cleanup();
  vi.restoreAllMocks();
});

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

describe('layout', () => {
  it('puts things into columns, fewer where there is no room', () => {
    const { container } = openTestPanel((root) =>
      root.append(
        h('Grid', { columns: 3 }, h('Text', {}, 'One')),
        h('Grid', { columns: 3, minWidth: 100 }, h('Text', {}, 'Two')),
      ),
    );
    const [fixed, fluid] = [...container.querySelectorAll<HTMLElement>('[style*="grid-template-columns"]')];
    expect(fixed?.style.gridTemplateColumns).toBe('repeat(3, minmax(0, 1fr))');
    expect(fluid?.style.gridTemplateColumns).toContain('100px');
  });

  it('has a text in a text in its line', () => {
    openTestPanel((root) => root.append(h('Text', {}, 'A ', h('Text', { weight: 'bold' }, 'bold'), ' word')));
    const part = screen.getByText('bold');
    expect(part.localName).toBe('bdi');
    expect(part.parentElement?.textContent).toBe('A bold word');
  });
});

describe('Progress', () => {
  it('says how far it is, or only that it goes on', () => {
    openTestPanel((root) =>
      root.append(h('Progress', { label: 'Upload', value: 41.6 }), h('Progress', { label: 'Search' })),
    );
    const upload = screen.getByRole('progressbar', { name: 'Upload' });
    expect(upload.getAttribute('aria-valuenow')).toBe('42');
    expect(screen.getByRole('progressbar', { name: 'Search' }).hasAttribute('aria-valuenow')).toBe(false);
  });
});

describe('Skeleton and Empty', () => {
  it('say what they stand for', () => {
    openTestPanel((root) =>
      root.append(
        h('Skeleton', { label: 'Loading the comments' }),
        h(
          'Empty',
          { title: 'No comments', description: 'Be the first', icon: '💬' },
          h('Button', {}, 'Write'),
        ),
      ),
    );
    expect(screen.getByRole('status').textContent).toBe('Loading the comments');
    expect(screen.getByText('No comments')).toBeTruthy();
    expect(screen.getByText('Be the first')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Write' })).toBeTruthy();
  });
});

describe('Link', () => {
  const link = (href: string) => openTestPanel((root) => root.append(h('Link', { href }, 'the guide')));

  it('is asked about beside the panel, whose styles the question does not have', async () => {
    openTestPanel((root) =>
      root.append(
        h('Text', { truncate: true, mono: true }, h('Link', { href: 'https://a.example.com/' }, 'A page')),
      ),
    );
    await loaded();
    fireEvent.click(screen.getByRole('link', { name: 'A page' }));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('Open a.example.com?');
    expect(dialog.closest('.truncate')).toBeNull();
    expect(screen.getByRole('link', { name: 'A page', hidden: true }).closest('.truncate')).not.toBeNull();
  });

  it('asks before it opens a page, naming where it leads', () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    link('https://docs.example.com/a?b=c#d');
    fireEvent.click(screen.getByRole('link', { name: 'the guide' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole('heading').textContent).toBe('Open docs.example.com?');
    expect(dialog.textContent).toContain('https://docs.example.com/a?b=c#d');
    const yes = within(dialog).getByRole('button', { name: 'Open' });
    expect(yes.getAttribute('aria-disabled')).toBe('true');
    expect(open).not.toHaveBeenCalled();
    fireEvent.click(yes);
    expect(open).toHaveBeenCalledWith('https://docs.example.com/a?b=c#d', '_blank', 'noopener,noreferrer');
    expect(screen.queryByRole('dialog')).toBeNull();
    vi.useRealTimers();
  });

  it('opens nothing when the user does not want it', () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    link('https://docs.example.com/');
    fireEvent.click(screen.getByRole('link'));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(open).not.toHaveBeenCalled();
  });

  it.each(['https://user@example.com/', 'https://', `https://example.com/${'a'.repeat(5_000)}`])(
    'is text where the address is not one that can be named: %.30s',
    (href) => {
      link(href);
      expect(screen.queryByRole('link')).toBeNull();
      expect(screen.getByText('the guide')).toBeTruthy();
    },
  );

  it.each(['javascript:alert(1)', ' https://example.com', 'http://example.com', 'data:text/html,x'])(
    'stops a panel that links to %s',
    (href) => {
      const { onError } = link(href);
      expect(onError).toHaveBeenCalledTimes(1);
      expect(screen.getByText(/was stopped/)).toBeTruthy();
    },
  );
});

describe('Image', () => {
  it('shows what travels with the plugin', () => {
    openTestPanel((root) => root.append(h('Image', { src: PIXEL, alt: 'A dot' })));
    expect(screen.getByRole('img', { name: 'A dot' }).getAttribute('src')).toBe(PIXEL);
  });

  it('asks before it loads one from a site that the plugin may not speak to', () => {
    openTestPanel((root) =>
      root.append(h('Image', { src: 'https://img.example.com/?secret=1', alt: 'A dot' })),
    );
    expect(screen.queryByRole('img')).toBeNull();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fireEvent.click(screen.getByRole('button', { name: 'Show pictures from img.example.com' }));
    act(() => vi.advanceTimersByTime(ARMING_TIME));
    vi.useRealTimers();
    fireEvent.click(screen.getByRole('button', { name: 'Load pictures' }));
    const image = screen.getByRole('img', { name: 'A dot' });
    expect(image.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(image.getAttribute('loading')).toBe('lazy');
  });
});

describe('Markdown', () => {
  it('shows a picture that is small, and names one that would unpack to gigabytes', async () => {
    const big = String.fromCharCode(0, 0, 62, 128);
    const header = `\x89PNG\r\n\x1A\n\0\0\0\rIHDR${big}${big}\x01\0\0\0\0`;
    const bomb = `data:image/png;base64,${btoa(header)}`;
    openTestPanel((root) => root.append(h('Markdown', { text: `![small](${PIXEL}) ![large](${bomb})` })));
    await screen.findByAltText('small');
    await screen.findByText(/\[large\]/);
    expect(document.querySelectorAll('img')).toHaveLength(1);
  });
  it('is drawn without HTML, and its links ask', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    const { container } = openTestPanel((root) =>
      root.append(
        h('Markdown', { text: '# Notes\n\n<img src=x onerror=alert(1)> [page](https://a.example.com/)' }),
      ),
    );
    await loaded();
    expect(screen.getByRole('heading', { name: 'Notes' })).toBeTruthy();
    expect(container.querySelector('img')).toBeNull();
    const isLeft = fireEvent.click(screen.getByRole('link', { name: 'page' }));
    expect(isLeft).toBe(false);
    expect(screen.getByRole('dialog').textContent).toContain('Open a.example.com?');
    expect(open).not.toHaveBeenCalled();
  });
});

describe('Tabs', () => {
  const items = [
    { id: 'one', label: 'One' },
    { id: 'two', label: 'Two', disabled: true },
    { id: 'three', label: 'Three' },
  ];

  it('are one tab stop; arrows go around and leave out what is disabled', async () => {
    const onChange = vi.fn();
    openTestPanel((root) =>
      root.append(h('Tabs', { label: 'Views', items, value: 'one', onChange }, 'Inside')),
    );
    const [one, two, three] = screen.getAllByRole('tab');
    expect([one, two, three].map((tab) => tab?.tabIndex)).toEqual([0, -1, -1]);
    expect(screen.getByRole('tabpanel', { name: 'One' }).textContent).toBe('Inside');
    one?.focus();
    fireEvent.keyDown(one as HTMLElement, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(three);
    expect(lastDetail(onChange)).toEqual({ value: 'three' });
    expect(screen.getByRole('tabpanel', { name: 'Three' })).toBeTruthy();
    fireEvent.keyDown(three as HTMLElement, { key: 'ArrowRight' });
    expect(lastDetail(onChange)).toEqual({ value: 'one' });
    fireEvent.keyDown(one as HTMLElement, { key: 'End' });
    expect(lastDetail(onChange)).toEqual({ value: 'three' });
    fireEvent.click(two as HTMLElement);
    expect(onChange).toHaveBeenCalledTimes(3);
  });
});
