# The official image of Odoo 17 with the addons of this repository, and OCA's that they
# need: wheels beside Odoo, which finds them without an addons path.
FROM odoo:17.0 AS wheels
USER root
WORKDIR /source
COPY . .
# Odoo is in the image, and on no index.
RUN pip3 wheel --no-cache-dir --no-deps --wheel-dir=/wheels -r requirements.txt ./revo_*/

FROM odoo:17.0
USER root
COPY --from=wheels /wheels /tmp/wheels
RUN pip3 install --no-cache-dir --no-deps /tmp/wheels/*.whl
USER odoo
