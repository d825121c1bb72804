# Runs the whole of Frontdesk in a container:
#   docker build -t frontdesk .
#   docker run --rm --init -p 4000:4000 -p 4001:4001 -p 4566:4566 -v frontdesk:/data frontdesk
FROM node:24-slim
WORKDIR /frontdesk

COPY . .
# It also synthesizes the stacks, so that a container starts in two seconds.
RUN npm ci
RUN mkdir /data && chown -R node:node /frontdesk /data
USER node
VOLUME /data

# A container is reached from outside, so passwords and keys are drawn anew, and the AWS endpoint wants signed requests.
ENV HOST=0.0.0.0
EXPOSE 4000 4001 4566
HEALTHCHECK --interval=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["npm", "start", "--", "--expose", "--no-watch", "--data", "/data"]
