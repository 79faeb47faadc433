/** What an attacker could have a plugin ask for, or a declared host redirect to. `PORT` is that of the tests' upstream. */
export interface SsrfCase {
  readonly name: string;
  readonly url: string;
  /** Host patterns of the manifest. Default: every host on that port, so that only the address can be wrong. */
  readonly hosts?: readonly string[];
  /** Answers of the DNS. */
  readonly records?: Readonly<Record<string, readonly string[]>>;
  /** Why it is refused. */
  readonly why: RegExp;
}

const EVERY_HOST = ['http://*:PORT', 'https://*:PORT', '*'];
const ADDRESS = /is a private address$/;
const RESOLVED = /resolves to a private address$/;
const UNDECLARED = /is not one of the hosts in the manifest/;
const SCHEME = /is neither http nor https$/;
const USERINFO = /has a user name or password in its URL$/;
const PORT = /has a port that HTTP is not spoken on$/;

const literal = (name: string, host: string): SsrfCase => ({
  name,
  url: `http://${host}:PORT/`,
  hosts: EVERY_HOST,
  why: ADDRESS,
});
const named = (name: string, host: string, ...addresses: string[]): SsrfCase => ({
  name,
  url: `http://${host}:PORT/`,
  hosts: EVERY_HOST,
  records: { [host]: addresses },
  why: RESOLVED,
});
const undeclared = (
  name: string,
  url: string,
  hosts: readonly string[] = ['http://api.example.com:PORT'],
): SsrfCase => ({
  name,
  url,
  hosts,
  // It would be reached, were it not for the manifest.
  records: { [new URL(url.replace('PORT', '1')).hostname]: ['127.0.0.1'] },
  why: UNDECLARED,
});
const scheme = (name: string, url: string): SsrfCase => ({ name, url, hosts: EVERY_HOST, why: SCHEME });

export const SSRF_CASES: readonly SsrfCase[] = [
  literal('loopback', '127.0.0.2'),
  literal('another loopback', '127.255.255.254'),
  literal('loopback in decimal', '2130706434'),
  literal('loopback in octal', '0177.0.0.2'),
  literal('loopback in hexadecimal', '0x7f000002'),
  literal('loopback in hexadecimal parts', '0x7f.0x0.0x0.0x2'),
  literal('loopback in two parts', '127.2'),
  literal('loopback in three parts of mixed bases', '0177.0.0x2'),
  literal('loopback with zeros in front', '0000177.0.0.02'),
  literal('loopback with a dot at the end', '127.0.0.2.'),
  literal('loopback in full-width digits', '１２７.０.０.２'),
  literal('loopback in circled digits', '①②⑦.⓪.⓪.②'),
  literal('loopback with ideographic dots', '127。0。0。2'),
  literal('loopback, percent-encoded', '%31%32%37.0.0.2'),
  literal('this host', '0.0.0.0'),
  literal('this host in one number', '0'),
  literal('private 10/8', '10.0.0.1'),
  literal('private 172.16/12', '172.31.0.1'),
  literal('private 192.168/16', '192.168.0.1'),
  literal('CGNAT', '100.64.0.1'),
  literal('cloud metadata', '169.254.169.254'),
  literal('cloud metadata in decimal', '2852039166'),
  literal('cloud metadata in hexadecimal', '0xA9FEA9FE'),
  literal('container credentials', '169.254.170.2'),
  literal('the platform of Azure', '168.63.129.16'),
  literal('broadcast', '255.255.255.255'),
  literal('multicast', '239.255.255.250'),
  literal('IPv6 loopback', '[::1]'),
  literal('IPv6 loopback in full', '[0:0:0:0:0:0:0:1]'),
  literal('IPv6 unspecified', '[::]'),
  // The exception for 127.0.0.1 is not one for its forms within IPv6.
  literal('IPv4-mapped', '[::ffff:127.0.0.1]'),
  literal('IPv4-mapped in hexadecimal', '[::ffff:7f00:1]'),
  literal('IPv4-compatible', '[::127.0.0.1]'),
  literal('IPv4-translated', '[::ffff:0:7f00:1]'),
  literal('6to4', '[2002:7f00:1::]'),
  literal('Teredo', '[2001:0:4136:e378:8000:63bf:80ff:fffe]'),
  literal('NAT64', '[64:ff9b::7f00:1]'),
  literal('NAT64 for local use', '[64:ff9b:1::7f00:1]'),
  literal('ULA', '[fd00:ec2::254]'),
  literal('IPv6 link-local', '[fe80::1]'),
  literal('IPv6 site-local', '[fec0::1]'),
  literal('IPv6 multicast', '[ff02::1]'),

  named('localhost', 'localhost', '127.0.0.2', '::1'),
  named('localhost with a dot at the end', 'localhost.', '127.0.0.2'),
  named('a name under localhost', 'app.localhost', '::1'),
  named('a name of the cloud', 'metadata.google.internal', '169.254.169.254'),
  named('a public name of a private address', 'rebind.example.com', '10.0.0.1'),
  named('a name with a public and a private address', 'both.example.com', '93.184.215.14', '127.0.0.2'),
  named('a name with a private and a public address', 'both.example.com', '127.0.0.2', '93.184.215.14'),
  named('a name with an allowed and a private address', 'both.example.com', '127.0.0.1', '127.0.0.2'),
  named('a name with an allowed and an IPv6 address', 'both.example.com', '127.0.0.1', '::1'),
  named('a name of an IPv4-mapped address', 'mapped.example.com', '::ffff:127.0.0.1'),
  named('a name of an address with a zone', 'zone.example.com', 'fe80::1%lo'),
  named('a name of no address', 'odd.example.com', '0x7f.1'),

  undeclared('another host', 'http://evil.example:PORT/'),
  undeclared('a host that ends alike', 'http://evilapi.example.com:PORT/'),
  undeclared('a host that begins alike', 'http://api.example.com.evil.example:PORT/'),
  undeclared('a host with a dot at the end', 'http://api.example.com.:PORT/'),
  undeclared('the domain of a wildcard', 'http://example.com:PORT/', [
    'http://api.example.com:PORT',
    'http://*.example.com:PORT',
  ]),
  undeclared('a name with the domain of a wildcard at its end', 'http://evil-example.com:PORT/', [
    'http://api.example.com:PORT',
    'http://*.example.com:PORT',
  ]),
  undeclared('the address of a declared name', 'http://127.0.0.1:PORT/'),
  undeclared('another port', 'http://api.example.com:8080/'),
  undeclared('the usual port', 'http://api.example.com/'),
  undeclared('https in place of http', 'https://api.example.com:PORT/'),
  undeclared('a host in letters that look alike', 'http://аpi.example.com:PORT/'),
  undeclared('a host behind a backslash', 'http:\\\\evil.example:PORT\\@api.example.com/'),
  undeclared('a host before a fragment', 'http://evil.example:PORT#@api.example.com/'),
  undeclared('a host before a query', 'http://evil.example:PORT?@api.example.com/'),

  {
    name: 'a host in place of a password',
    url: 'http://api.example.com@evil.example:PORT/',
    hosts: EVERY_HOST,
    why: USERINFO,
  },
  {
    name: 'a host in place of a user',
    url: 'http://api.example.com:80@evil.example:PORT/',
    hosts: EVERY_HOST,
    why: USERINFO,
  },
  {
    name: 'credentials for a declared host',
    url: 'http://user:secret@api.example.com:PORT/',
    hosts: EVERY_HOST,
    why: USERINFO,
  },
  {
    name: 'an encoded user',
    url: 'http://api.example.com%2f@evil.example:PORT/',
    hosts: EVERY_HOST,
    why: USERINFO,
  },

  scheme('a file', 'file:///etc/passwd'),
  scheme('a file of another host', 'file://api.example.com/etc/passwd'),
  scheme('FTP', 'ftp://api.example.com/'),
  scheme('gopher', 'gopher://api.example.com:6379/_FLUSHALL'),
  scheme('dict', 'dict://api.example.com:11211/stats'),
  scheme('LDAP', 'ldap://api.example.com/'),
  scheme('data', 'data:text/plain,hello'),
  scheme('a script', 'javascript:alert(1)'),
  scheme('a blob', 'blob:http://api.example.com/1'),
  scheme('WebSocket', 'ws://api.example.com:PORT/'),
  scheme('a Unix socket', 'unix:/var/run/docker.sock'),

  {
    name: 'a mail server',
    url: 'http://api.example.com:25/',
    hosts: ['http://api.example.com:PORT', 'http://api.example.com:25'],
    why: PORT,
  },
  {
    name: 'X11',
    url: 'http://api.example.com:6000/',
    hosts: ['http://api.example.com:PORT', 'http://api.example.com:6000'],
    why: PORT,
  },
  {
    name: 'a URL without end',
    url: `http://api.example.com:PORT/${'a'.repeat(10_000)}`,
    why: /has a URL longer than 10000 characters$/,
  },
];
