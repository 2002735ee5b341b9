/** @odoo-module **/

import {Deferred} from "@web/core/utils/concurrency";
import {getFieldsSpec} from "@web/model/relational_model/utils";
import {orderByToString} from "@web/search/utils/order_by";

const PROGRESS_BARS = "read_progress_bar";

/**
 * Let a model read a grouped view in one request: columns, cards and progress bars.
 *
 * What differs from a plain load, as a column that is loaded further, or one that is
 * filtered by its progress bar, is asked for as Odoo asks.
 *
 * The server is told which columns the person has opened or folded, and says when something
 * last changed in each.
 *
 * @param {Function} Model a class of models that load grouped lists, with `getChosenFolds`
 *     and `noteColumns`
 */
export function inOneRequest(Model) {
    return class extends Model {
        setup() {
            super.setup(...arguments);
            const orm = this.orm;
            this.boardOrm = Object.create(orm);
            this.boardOrm.call = (model, method, args, kwargs) =>
                method === PROGRESS_BARS
                    ? this._askForBars(orm, model, kwargs)
                    : orm.call(model, method, args, kwargs);
            this.orm = this.boardOrm;
        }

        async load() {
            try {
                return await super.load(...arguments);
            } finally {
                this.cards = null;
            }
        }

        /**
         * Odoo asks for the progress bars right before it asks for the columns: they
         * wait for that question, and go alone where none comes.
         */
        _askForBars(orm, model, kwargs) {
            const asked = {kwargs, answer: new Deferred()};
            this.askedBars = asked;
            Promise.resolve().then(() => {
                if (this.askedBars === asked) {
                    this.askedBars = null;
                    const {resolve, reject} = asked.answer;
                    orm.call(model, PROGRESS_BARS, [], kwargs).then(resolve, reject);
                }
            });
            return asked.answer;
        }

        async _webReadGroup(config, firstGroupByName, orderBy) {
            // Sample data come from elsewhere.
            if (this.orm !== this.boardOrm || config.groupBy.length > 1) {
                return super._webReadGroup(...arguments);
            }
            const asked = this.askedBars;
            this.askedBars = null;
            let board = {};
            try {
                board = await this._readBoard(
                    config,
                    firstGroupByName,
                    orderBy,
                    asked && asked.kwargs
                );
            } finally {
                // An error is told once.
                asked?.answer.resolve(board.progress_bar || {});
            }
            const {groups} = board.columns;
            const chosen = new Map(this.getChosenFolds(config));
            for (const group of groups) {
                const [value] = [group[firstGroupByName]].flat();
                if (chosen.has(value)) {
                    group.__fold = chosen.get(value);
                }
            }
            this.noteColumns(config, groups);
            const count = (group) =>
                group.__count || group[`${firstGroupByName}_count`];
            this.cards = new Map(
                board.cards.flatMap((records, index) =>
                    records
                        ? [
                              [
                                  this._getColumnKey(groups[index].__domain, config),
                                  {records, length: count(groups[index])},
                              ],
                          ]
                        : []
                )
            );
            return board.columns;
        }

        _readBoard(config, firstGroupByName, orderBy, bars) {
            const fields = Object.keys(config.activeFields);
            return this.orm.call(config.resModel, "web_board_read", [], {
                domain: config.domain,
                columns: {
                    fields: [...new Set([...fields, firstGroupByName]), this.changedBy],
                    groupby: [config.groupBy[0]],
                    orderby: orderByToString(orderBy),
                    lazy: true,
                    offset: config.offset,
                    limit: config.limit,
                    opened: this.constructor.MAX_NUMBER_OPENED_GROUPS,
                    folds: [
                        ...this.getChosenFolds(config),
                        ...Object.values(config.groups).map((group) => [
                            group.value,
                            group.isFolded,
                        ]),
                    ],
                },
                cards: {
                    specification: getFieldsSpec(
                        config.activeFields,
                        config.fields,
                        config.context
                    ),
                    limit: this.initialLimit,
                    order: orderByToString(config.orderBy),
                },
                progress_bar: bars && {
                    domain: bars.domain,
                    group_by: bars.group_by,
                    progress_bar: bars.progress_bar,
                },
                context: config.context,
            });
        }

        async _loadUngroupedList(config) {
            const key = this._getColumnKey(config.domain, config);
            const cards = this.cards?.get(key);
            if (cards && (config.limit || this.initialLimit) === this.initialLimit) {
                this.cards.delete(key);
                return cards;
            }
            return super._loadUngroupedList(...arguments);
        }

        _getColumnKey(domain, config) {
            return JSON.stringify([domain, config.orderBy]);
        }
    };
}
