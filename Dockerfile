# Kiwame as a container: all that the server can use, from locked lists with hashes; no compiler, no root, one volume.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements/build.txt requirements/all.txt requirements/
RUN pip install --quiet --require-hashes --no-deps --only-binary=:all: -r requirements/build.txt \
    && python -m venv --without-pip /opt/kiwame \
    && pip --python /opt/kiwame install --quiet --require-hashes --no-deps --only-binary=:all: -r requirements/all.txt
COPY LICENSE README.md pyproject.toml ./
COPY src src
RUN pip wheel --quiet --no-deps --no-index --no-build-isolation --wheel-dir dist . \
    && pip --python /opt/kiwame install --quiet --no-deps --no-index dist/*.whl

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Kiwame" \
      org.opencontainers.image.description="Says of each error of an AI application what it is, who has to act, how soon" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.source="https://github.com/kiwame/kiwame"
RUN install -d -m 0700 -o 10001 -g 10001 /data
COPY --from=build /opt/kiwame /opt/kiwame
ENV PATH=/opt/kiwame/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    KIWAME_DATA=/data \
    KIWAME_HOST=0.0.0.0
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8969
STOPSIGNAL SIGTERM
# Whether it lives. /readyz asks the database too: a container that is replaced for its database's sake takes no events.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 CMD ["python", "-I", "-S", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ.get('KIWAME_PORT', 8969)), timeout=4); c.request('GET', '/healthz'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["kiwame"]
CMD ["serve"]
