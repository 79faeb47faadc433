const LONG = 'A'.repeat(100_000);

/**
 * What a plugin's author may write where a name or a reason goes, to be shown as text in every place. For tests and story pages; not
 * part of the package.
 */
export const HOSTILE_STRINGS: Readonly<Record<string, string>> = {
  html: '<img src=x onerror="globalThis.hacked = true"><b>bold</b>',
  script: '</title></script><script>globalThis.hacked = true</script>',
  link: '<a href="javascript:globalThis.hacked = true">javascript:alert(1)</a>',
  template: '{name} {{constructor.constructor("globalThis.hacked = true")()}} $& $1 %s',
  'right-to-left override': 'Palette \u202Egnp.exe\u202C by \u2067Studio',
  'right-to-left text': 'לוח צבעים — مولّد الألوان',
  '100 KB': LONG,
  '100 KB of words': 'all work and no play '.repeat(5000),
  'zero width': `Pa\u200Bl\u200Bette\uFEFF${'\u200B'.repeat(2000)}`,
  'nothing to see': '\u200B\u2060\u00AD\u3164',
  'look-alike letters': 'FluxStudіo Pаlette',
  'emoji sequence': '👩‍👩‍👧‍👦🏳️‍🌈👩🏽‍🚀'.repeat(200),
  marks: `Z${'\u0335\u0321\u0322\u0327\u0328\u0321\u0322'.repeat(300)}algo${'\u0301\u0302\u0303'.repeat(300)}`,
  lines: `one\ntwo\r\n\n\n${'\n'.repeat(500)}three\u2028four\u2029five\tsix`,
  controls: 'a\u0000b\u0007c\u001B[31md\u0085e',
  surrogate: 'half \uD83D an emoji \uDC00',
};
