import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import {
  Button,
  ColorPicker,
  Empty,
  Heading,
  List,
  type PanelRender,
  Select,
  Slider,
  Stack,
} from '@fluxstudio/plugin-sdk/ui';
import { HARMONIES, isHarmony, makePalette, type Palette, toCss } from './palette.ts';
import type { PaletteHistory } from './palette-history.ts';

export interface PalettePanelOptions {
  readonly api: FluxStudioAPI;
  readonly history: PaletteHistory;
  /** From the settings, where the panel has not been used yet. */
  readonly initial: PaletteChoice;
}

/** What the user has set in the panel. */
export interface PaletteChoice {
  readonly base: string;
  readonly harmony: Palette['harmony'];
  readonly size: number;
}

/** A panel to try palettes in: every change shows at once, and what pleases is kept. */
export function palettePanel({ api, history, initial }: PalettePanelOptions): PanelRender {
  return async (root, panel) => {
    let choice = panel.getState<PaletteChoice>() ?? initial;
    let palette = make(choice);

    const shown = panel.document.createElement('List');
    shown.setAttribute('label', 'Colours of the palette');
    shown.addEventListener('select', ({ id }) => copy(id));
    const kept = panel.document.createElement('Stack');
    const count = panel.document.createElement('Text');
    count.setAttribute('size', 'small');
    count.setAttribute('tone', 'muted');
    count.setAttribute('live', 'polite');

    const draw = () => {
      shown.setAttribute(
        'items',
        palette.colors.map((color, index) => ({ id: `${index}`, title: color, color })),
      );
    };
    const change = (next: Partial<PaletteChoice>) => {
      choice = { ...choice, ...next };
      panel.setState(choice);
      palette = make(choice);
      draw();
    };
    const copy = async (id: string) => {
      const color = palette.colors[Number(id)];
      if (!color) return;
      await api.clipboard.writeText(color);
      await api.ui.showNotification({ type: 'success', title: `${color} copied` });
    };
    const keep = () => history.add({ ...palette, createdAt: new Date().toISOString() });
    const drawKept = (all: readonly Palette[]) => {
      count.textContent = all.length === 0 ? '' : `${all.length} on this device, newest first.`;
      kept.replaceChildren(
        all.length === 0 ? (
          <Empty icon="🎨" title="Nothing kept yet" description="Keep a palette to find it here again." />
        ) : (
          <List
            label="Kept palettes"
            items={all.map(({ base, harmony, colors: { length } }, index) => ({
              id: `${index}`,
              title: `${base}, ${harmony}`,
              description: `${length} colours`,
              color: base,
            }))}
            onSelect={({ id }) => {
              const chosen = all[Number(id)];
              if (chosen)
                void api.ui.showNotification({
                  type: 'info',
                  title: 'CSS',
                  message: toCss(chosen),
                  duration: 0,
                });
            }}
          />
        ),
      );
    };

    root.append(
      <Stack>
        <ColorPicker
          label="Base colour"
          value={choice.base}
          onInput={({ value }) => change({ base: value })}
        />
        <Select
          label="Harmony"
          value={choice.harmony}
          options={HARMONIES.map((harmony) => ({ value: harmony, label: capitalised(harmony) }))}
          onChange={({ value }) => isHarmony(value) && change({ harmony: value })}
        />
        <Slider
          label="Colours"
          min={2}
          max={12}
          step={1}
          value={choice.size}
          onInput={({ value }) => change({ size: value })}
        />
        {shown}
        <Button variant="primary" onPress={keep}>
          Keep this palette
        </Button>
        <Heading level={3}>Kept</Heading>
        {count}
        {kept}
      </Stack>,
    );
    draw();
    // Commands change it, too.
    const end = history.onDidChange(drawKept);
    drawKept(await history.all());
    return end;
  };
}

function make({ base, harmony, size }: PaletteChoice): Palette {
  return makePalette(base, harmony, size, new Date());
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
