/**
 * The script that draws panels. The host carries it as a string and hands it to a worker with the first panel that is opened there:
 * a plugin without panels never has it, and one with panels never has an old one.
 */
import { openPanel } from './open-panel.ts';

declare const module: { exports: unknown };

module.exports = { openPanel };
