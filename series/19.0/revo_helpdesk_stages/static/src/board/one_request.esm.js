/** @odoo-module **/

/**
 * Odoo 19.0 reads a grouped view in one request by itself: it is told which columns the
 * person has opened or folded, and says when something last changed in each.
 *
 * @param {Function} Model a class of models that load grouped lists, with `getChosenFolds`
 *     and `noteColumns`
 */
export function inOneRequest(Model) {
    return class extends Model {
        _webReadGroup(config) {
            const orm = this.orm;
            if (orm.isSample) {
                return super._webReadGroup(...arguments);
            }
            // Odoo takes it before it waits for anything.
            this.orm = withChosen(orm, this, config);
            try {
                return super._webReadGroup(...arguments);
            } finally {
                this.orm = orm;
            }
        }

        _postprocessReadGroup(config, {groups}) {
            this.noteColumns(config, groups);
            return super._postprocessReadGroup(...arguments);
        }
    };
}

function withChosen(orm, model, config) {
    const chosen = model.getChosenFolds(config).map(([value, folded]) => ({
        value,
        folded,
        ...(folded ? {} : {limit: model.initialLimit, offset: 0}),
    }));
    return {
        __proto__: orm,
        webReadGroup(resModel, domain, groupBy, aggregates, params) {
            return super.webReadGroup(
                resModel,
                domain,
                groupBy,
                [...aggregates, model.changedBy],
                {...params, opening_info: [...params.opening_info, ...chosen]}
            );
        },
    };
}
