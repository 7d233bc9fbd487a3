# The image holds the runtime packages of the lock and the bot, nothing to build with.

FROM python:3.13-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
# The build tool comes from the lock as well; its packages, and pip, stay behind in this stage.
COPY requirements.lock requirements-runtime.lock ./
RUN python -m venv /tools && /tools/bin/pip install --require-hashes -r requirements.lock
RUN python -m venv --without-pip /opt/panwascam \
    && /tools/bin/pip --python /opt/panwascam/bin/python install --require-hashes -r requirements-runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY locales locales
RUN /tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /tools/bin/pip --python /opt/panwascam/bin/python install --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim
RUN groupadd --gid 10001 panwascam \
    && useradd --uid 10001 --gid panwascam --no-create-home --home-dir /data panwascam \
    && install -d -o panwascam -g panwascam /data \
    && install -d -m 700 -o panwascam -g panwascam /backups
COPY --from=build /opt/panwascam /opt/panwascam
ENV PATH=/opt/panwascam/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/panwascam.db \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080 \
    LOG_FORMAT=json
USER panwascam
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"HTTP_PORT\"]}/healthz', timeout=4)"]
# In exec form, so that the bot itself gets the signal to stop, and drains.
CMD ["panwascam", "run"]
