# syntax=docker/dockerfile:1
# Two stages: uv builds the locked environment and the static files, the second takes only what serves.
# A release names its base images by digest: docker build --build-arg PYTHON_IMAGE=python:3.13-slim@sha256:… .
ARG PYTHON_IMAGE=python:3.13-slim
ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.13.9

FROM ${UV_IMAGE} AS uv

FROM ${PYTHON_IMAGE} AS build
COPY --from=uv /uv /bin/uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev
COPY . .
# The key signs nothing: it lives for this one command.
RUN SECRET_KEY=collectstatic .venv/bin/python manage.py collectstatic --noinput -v 0
# The releases that releases/ names, made once from the facts beside them: replicas write nothing.
RUN SECRET_KEY=releases DATABASE_URL=sqlite:////tmp/made-here.sqlite3 .venv/bin/python bin/prepare

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin app \
    && install --directory --owner=10001 --group=10001 /srv/published /srv/kept
# Root's, and nobody else's to change: the site writes nothing here.
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000
EXPOSE 8000
STOPSIGNAL SIGTERM
# Asked under the first of its own names, since Django answers no other.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "bin/healthy"]
CMD ["gunicorn", "-c", "cvi_calc/gunicorn.conf.py", "cvi_calc.wsgi"]
