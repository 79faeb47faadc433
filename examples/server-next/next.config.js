// An app that has installed the package needs no more than this: it finds its files beside itself, so it stays out of bundles.
const serverExternalPackages = ['@fluxstudio/plugin-server'];

export default {
  distDir: 'dist',
  serverExternalPackages,
  // Here it is a link into the workspace, which Next.js does not take for a package.
  webpack(config, { isServer }) {
    const inWorkspace = ({ request }, done) =>
      /^@fluxstudio\/plugin-server(?:\/|$)/.test(request) ? done(null, `commonjs ${request}`) : done();
    if (isServer) config.externals.push(inWorkspace);
    return config;
  },
};
