export * from '../../../../../../../packages/plugin-sdk/src/ui/index.ts';
