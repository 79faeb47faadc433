/// <reference path="../../protocol/src/inline.d.ts" />
