import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressRule, isPublicAddress } from './address.ts';

describe('isPublicAddress', () => {
  it.each([
    ['example.com', '93.184.215.14'],
    ['a resolver', '8.8.8.8'],
    ['beside 10/8', '11.0.0.0'],
    ['beside 127/8', '128.0.0.1'],
    ['beside 172.16/12', '172.32.0.1'],
    ['beside 192.168/16', '192.169.0.1'],
    ['beside link-local', '169.255.0.1'],
    ['beside CGNAT', '100.128.0.1'],
    ['beside benchmarking', '198.20.0.1'],
    ['the last before multicast', '223.255.255.255'],
    ['IPv6', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'],
    ['another', '2a00:1450:4001:80b::200e'],
    ['NAT64 of a public address', '64:ff9b::808:808'],
  ])('takes %s, %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['CGNAT', '100.64.0.1'],
    ['CGNAT, Alibaba metadata', '100.100.100.200'],
    ['link-local, cloud metadata', '169.254.169.254'],
    ['link-local, ECS credentials', '169.254.170.2'],
    ['Azure platform', '168.63.129.16'],
    ['IETF protocols, Oracle metadata', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking', '198.19.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['global with a zone', '2606:2800:21f:cb07::1%eth0'],
    ['site-local', 'fec0::1'],
    ['ULA', 'fc00::1'],
    ['ULA, EC2 metadata', 'fd00:ec2::254'],
    ['multicast', 'ff02::1'],
    ['IPv4-mapped, private', '::ffff:10.0.0.1'],
    ['IPv4-mapped, public', '::ffff:8.8.8.8'],
    ['IPv4-mapped in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-compatible, public', '::8.8.8.8'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['6to4', '2002:7f00:1::'],
    ['6to4, public', '2002:808:808::1'],
    ['Teredo', '2001::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64 of metadata', '64:ff9b::169.254.169.254'],
    ['NAT64 for local use', '64:ff9b:1::808:808'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['benchmarking', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['discard only', '100::1'],
    ['segment routing', '5f00::1'],
    ['unallocated', '4000::1'],
    ['octal', '0177.0.0.1'],
    ['octal that would be public in decimal', '010.8.8.8'],
    ['hexadecimal', '0x7f.0.0.1'],
    ['one number', '2130706433'],
    ['three parts', '127.0.1'],
    ['a name', 'localhost'],
    ['nothing', ''],
    ['with a port', '8.8.8.8:80'],
    ['in brackets', '[2606:2800:21f:cb07::1]'],
    ['with a space', ' 8.8.8.8'],
    ['CIDR', '8.8.8.8/32'],
  ])('refuses %s, %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('refuses every address of the private ranges, and every IPv6 form of it', () => {
    const octet = fc.nat(255);
    const privateAddress = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), octet, octet),
      fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
    );
    fc.assert(
      fc.property(privateAddress, (octets) => {
        const dotted = octets.join('.');
        const hex = Buffer.from(octets)
          .toString('hex')
          .replace(/(.{4})/, '$1:');
        for (const form of [
          dotted,
          `::ffff:${dotted}`,
          `::${dotted}`,
          `64:ff9b::${dotted}`,
          `2002:${hex}::1`,
        ])
          expect([form, isPublicAddress(form)]).toEqual([form, false]);
      }),
    );
  });
});

describe('createAddressRule', () => {
  it('makes the exceptions it is given, and no others', () => {
    const isAllowed = createAddressRule(['127.0.0.1', '10.1.2.0/24', 'fd00::/64']);
    const allowed = ['127.0.0.1', '10.1.2.255', 'fd00::7', '8.8.8.8'];
    const others = ['127.0.0.2', '10.1.3.0', 'fd00:0:0:1::7', '::1', '::ffff:127.0.0.1', 'fd00::7%eth0'];
    expect([...allowed, ...others].filter(isAllowed)).toEqual(allowed);
  });

  it.each(['10.0.0.0/33', 'fd00::/129', 'localhost', '10.0.0.0/', '0x7f.1', '', '10/8'])(
    'refuses %j as an exception, by name',
    (entry) => {
      expect(() => createAddressRule([entry])).toThrow(
        expect.objectContaining({
          code: 'INVALID_ARGUMENT',
          message: expect.stringContaining(JSON.stringify(entry)),
        }),
      );
    },
  );
});
